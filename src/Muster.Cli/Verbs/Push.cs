using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Muster.Cli.Verbs;

/// <summary><c>muster push</c>: sends a file to a server as an import, waits for its examination, and accepts it where that is asked.</summary>
static class Push
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("push", "Sends a file to a server as an import and waits until it is examined; with --accept it becomes a version. The token is read from MUSTER_TOKEN or a file. Exit code 1 where findings or queued rows are left.");
        var input = new TableInput(verb, withChoices: false);
        var options = new PushOptions(verb);
        var asJson = new Option<bool>("--json") { Description = "Write the import as the server gives it." };
        verb.Options.Add(asJson);
        verb.SetAction(async (parsed, cancel) =>
        {
            var (server, acceptance) = (options.Server(parsed), options.Acceptance(parsed));
            using var file = input.OpenFile(parsed);
            using var client = new ImportClient(server.Address, server.Operation, server.Token);
            var import = await client.UploadAsync(file.Path, options.NameOf(parsed, input.PathOf(parsed)), cancel);
            if (acceptance is not null && import.State == "review")
            {
                import = await client.AcceptAsync(import, acceptance, cancel);
            }

            Tell(import, parsed.GetValue(asJson), acceptance is not null);
            return import.IsClean ? ExitCode.Clean : ExitCode.Findings;
        });
        return verb;
    }

    static void Tell(PushedImport import, bool asJson, bool wasAccepted)
    {
        if (import.State == "unreadable" || (wasAccepted && import.State != "accepted"))
        {
            throw new RefusedException(import.Problem ?? $"The import ended as {import.State}.");
        }

        if (asJson)
        {
            Console.Out.WriteLine(import.Json);
            return;
        }

        Console.Error.WriteLine(import.Summary);
        Console.Out.WriteLine(import.Page);
    }
}

/// <summary>What the verb needs to know of the server and of the version to make.</summary>
sealed class PushOptions
{
    readonly Option<string?> server = new("--server") { Description = "Address of the server. Absent: MUSTER_URL.", HelpName = "URL" };
    readonly Option<string?> operation = new("--operation") { Description = "Short name of the operation.", HelpName = "NAME", Required = true };
    readonly Option<string?> tokenFile = new("--token-file") { Description = "File that holds the token. Absent: MUSTER_TOKEN.", HelpName = "FILE" };
    readonly Option<string?> name = new("--name") { Description = "Name that the file gets there. Absent: its own.", HelpName = "NAME" };
    readonly Option<bool> accept = new("--accept") { Description = "Accept the import once it is examined." };
    readonly Option<string?>[] fields =
    [
        new("--dataset") { Description = "Short name of the dataset that gets a new version.", HelpName = "NAME" },
        new("--title") { Description = "Title of a new dataset.", HelpName = "TEXT" },
        new("--source") { Description = "Source of a new dataset.", HelpName = "TEXT" },
        new("--licence") { Description = "Licence of a new dataset.", HelpName = "TEXT" },
        new("--sensitivity") { Description = "Sensitivity of a new dataset: undecided, low, moderate, high.", HelpName = "WORD" },
        new("--audience") { Description = "Audience of a new dataset: public, signed-in, members, named.", HelpName = "WORD" },
        new("--note") { Description = "Note that goes with the version.", HelpName = "TEXT" },
        new("--reason") { Description = "Why it is accepted although errors are left.", HelpName = "TEXT" },
    ];

    /// <summary>Adds the options to the verb.</summary>
    public PushOptions(Command verb)
    {
        foreach (var option in (Option[])[server, operation, tokenFile, name, accept, .. fields])
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Address, operation and token.</summary>
    public (Uri Address, string Operation, string Token) Server(ParseResult parsed)
    {
        var address = parsed.GetValue(server) ?? Environment.GetEnvironmentVariable("MUSTER_URL");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new RefusedException("Say which server: --server https://… or the environment variable MUSTER_URL.");
        }

        var token = parsed.GetValue(tokenFile) is { } path ? File.ReadAllText(path).Trim() : Environment.GetEnvironmentVariable("MUSTER_TOKEN")?.Trim();
        return string.IsNullOrEmpty(token)
            ? throw new RefusedException("A token is needed: in the environment variable MUSTER_TOKEN, or in a file named by --token-file. Make one on your account page.")
            : (url, parsed.GetValue(operation)!, token);
    }

    /// <summary>Name for the server.</summary>
    public string NameOf(ParseResult parsed, string? path) =>
        parsed.GetValue(name) ?? (path is null ? throw new RefusedException("A table from standard input needs a name: --name week-41.csv.") : Path.GetFileName(path));

    /// <summary>The fields of the acceptance by name; null where none is asked.</summary>
    public IReadOnlyDictionary<string, string>? Acceptance(ParseResult parsed)
    {
        var given = fields.Where(field => parsed.GetValue(field) is not null).ToDictionary(field => field.Name[2..], field => parsed.GetValue(field)!);
        if (!parsed.GetValue(accept))
        {
            return given.Count == 0 ? null : throw new RefusedException($"--{given.Keys.First()} says how the import is accepted: add --accept, or leave it out.");
        }

        if (given.ContainsKey("dataset") == given.ContainsKey("title"))
        {
            throw new RefusedException("An accepted import is a new version of a dataset (--dataset), or a new dataset (--title): name one of the two.");
        }

        return given;
    }
}

/// <summary>An import as the server tells it.</summary>
/// <param name="Json">The answer as sent.</param>
/// <param name="Address">Server.</param>
sealed record PushedImport(string Json, Uri Address)
{
    readonly JsonElement answer = JsonDocument.Parse(Json).RootElement.Clone();

    /// <summary><c>examining</c>, <c>review</c>, <c>storing</c>, <c>accepted</c>, <c>unreadable</c>, <c>discarded</c>.</summary>
    public string State => answer.GetProperty("state").GetString()!;

    /// <summary>True while the server works on it.</summary>
    public bool IsBusy => State is "examining" or "storing";

    /// <summary>Its address in the API.</summary>
    public string Url => answer.GetProperty("url").GetString()!;

    /// <summary>To be named by a decision.</summary>
    public int Revision => answer.GetProperty("revision").GetInt32();

    /// <summary>Address of its page.</summary>
    public Uri Page => new(Address, answer.GetProperty("page").GetString()!);

    /// <summary>Why it cannot be read or stored, or null.</summary>
    public string? Problem => answer.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object
        ? $"{problem.GetProperty("what").GetString()} {problem.GetProperty("next").GetString()}"
        : null;

    /// <summary>True where neither errors and warnings nor queued rows are left.</summary>
    public bool IsClean => Number("findings", "errors") + Number("findings", "warnings") + Number("rows", "queued") == 0;

    /// <summary>One line for a person.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture,
        $"{State}: {Number("rows", "read")} rows read, {Number("rows", "accepted")} accepted, {Number("rows", "queued")} queued, {Number("rows", "dropped")} dropped; {Number("findings", "errors")} errors, {Number("findings", "warnings")} warnings.");

    long Number(string group, string name) =>
        answer.TryGetProperty(group, out var found) && found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var number) ? number.GetInt64() : 0;
}
