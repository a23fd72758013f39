using System.Globalization;
using System.Text.Json;
using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tagging;

/// <summary>A meaning that a person gave to a header of a publisher.</summary>
/// <param name="Publisher">Who publishes the file, as written.</param>
/// <param name="Header">The header, as written.</param>
/// <param name="Meaning">What it means there.</param>
/// <param name="DecidedOn">The day.</param>
public sealed record RememberedMeaning(string Publisher, string Header, Meaning Meaning, DateOnly DecidedOn);

/// <summary>What people have decided of headers, by publisher and header (accents, case and punctuation aside): the same word means other things elsewhere.</summary>
public sealed class MeaningMemory
{
    readonly Dictionary<(string Publisher, string Header), RememberedMeaning> known = [];

    /// <summary>All that is remembered, by publisher and header.</summary>
    public IReadOnlyList<RememberedMeaning> All => [.. known.OrderBy(entry => entry.Key.Publisher, StringComparer.Ordinal).ThenBy(entry => entry.Key.Header, StringComparer.Ordinal).Select(entry => entry.Value)];

    /// <summary>Remembers a decision; a later one takes the place of an earlier.</summary>
    public void Remember(RememberedMeaning decision) => known[Key(decision.Publisher, decision.Header)] = decision;

    /// <summary>The decision for a header of a publisher, or null.</summary>
    public RememberedMeaning? Recall(string publisher, string header) => known.GetValueOrDefault(Key(publisher, header));

    /// <summary>Decisions for the columns of a sheet, by column index.</summary>
    public IReadOnlyDictionary<int, RememberedMeaning> Recall(string publisher, Sheet sheet)
    {
        var recalled = new Dictionary<int, RememberedMeaning>();
        foreach (var column in sheet.Columns.Where(column => column.Header.Length > 0))
        {
            if (Recall(publisher, column.Header) is { } decision)
            {
                recalled[column.Index] = decision;
            }
        }

        return recalled;
    }

    /// <summary>Reads a memory file; a file that is not there is an empty memory.</summary>
    /// <exception cref="UnreadableException"><c>memory-damaged</c>.</exception>
    public static MeaningMemory Load(string path)
    {
        var memory = new MeaningMemory();
        if (!File.Exists(path))
        {
            return memory;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                memory.Remember(Read(entry));
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new UnreadableException(new ReadProblem("memory-damaged", "This is no list of remembered meanings.", Path.GetFileName(path), "Name another file, or remove this one to begin anew."));
        }

        return memory;
    }

    /// <summary>Writes the memory file; it appears only when it is whole.</summary>
    public void Save(string path)
    {
        var part = path + ".part";
        using (var stream = File.Create(part))
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var entry in All)
            {
                Write(json, entry);
            }

            json.WriteEndArray();
        }

        File.Move(part, path, overwrite: true);
    }

    static (string Publisher, string Header) Key(string publisher, string header) => (NameKey.Of(publisher), HeaderText.Of(header).Phrase);

    static void Write(Utf8JsonWriter json, RememberedMeaning entry)
    {
        json.WriteStartObject();
        json.WriteString("publisher", entry.Publisher);
        json.WriteString("header", entry.Header);
        json.WriteString("concept", entry.Meaning.Concept.ToString());
        if (entry.Meaning.Level is { } level)
        {
            json.WriteNumber("level", level);
        }

        json.WriteString("sex", entry.Meaning.Sex.ToString());
        if (entry.Meaning.Age is { } age)
        {
            json.WriteNumber("fromMonths", age.FromMonths);
            if (age.ToMonths is { } to)
            {
                json.WriteNumber("toMonths", to);
            }
        }

        Optional(json, "language", entry.Meaning.Language);
        Optional(json, "qualifier", entry.Meaning.Qualifier);
        json.WriteString("decidedOn", entry.DecidedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    static RememberedMeaning Read(JsonElement entry)
    {
        AgeBand? age = entry.TryGetProperty("fromMonths", out var from) ? new AgeBand(from.GetInt32(), entry.TryGetProperty("toMonths", out var to) ? to.GetInt32() : null) : null;
        var meaning = new Meaning(
            Enum.Parse<Concept>(entry.GetProperty("concept").GetString()!),
            entry.TryGetProperty("level", out var level) ? level.GetInt32() : null,
            Enum.Parse<Sex>(entry.GetProperty("sex").GetString()!),
            age,
            Text(entry, "language"),
            Text(entry, "qualifier"));
        return new RememberedMeaning(Text(entry, "publisher")!, Text(entry, "header")!, meaning, DateOnly.ParseExact(entry.GetProperty("decidedOn").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;
}
