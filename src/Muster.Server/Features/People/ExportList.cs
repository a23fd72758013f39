using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.People;

/// <summary>Takes a list away, in every form the field uses (coordination.md 1.7, H-18 to H-22). All forms write the same people with the same details: those that the viewer sees.</summary>
sealed class ExportList(ListMembersQuery query, ListStore lists, PersonStore people, MusterDb db, TimeProvider clock, MusterSettings settings, IStringLocalizer<PeopleText> text)
{
    /// <summary>Name of an export in the audit log.</summary>
    public const string Action = "list.export";

    static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("()<>[]:;@\\,.\"");

    static readonly string[] Long =
    [
        "Given Name", "Family Name", "Job Title", "Organization", "Groups", "Roles", "Country", "Admin Area", "Locality", "Offices", "Phone:Landline", "Phone:Mobile", "Phone:Fax", "Phone:Satellite",
        "VOIP", "Email", "Email:Work", "Email:Personal", "Email:Other", "Departure Date", "URI", "Notes",
    ];

    static readonly string[] Short = ["Given Name", "Family Name", "Job Title", "Organization", "Groups", "Roles", "Country", "Admin Area", "Phone", "Skype", "Email", "Notes"];

    /// <param name="scope">The list.</param>
    /// <param name="format"><c>csv</c>, <c>xlsx</c>, <c>vcf</c>, <c>zip</c> (a vCard a file), <c>txt</c> (addresses to paste) or <c>json</c>.</param>
    /// <param name="form"><c>12</c> for the short table; else the long one of 22 columns.</param>
    /// <param name="version">3 or 4 for vCards.</param>
    /// <param name="choice">Filters.</param>
    /// <param name="export">Does it.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancel">Stops.</param>
    public static async Task<IResult> Handle(ListScope scope, string format, string? form, int? version, [AsParameters] MemberChoice choice, ExportList export, HttpContext context, CancellationToken cancel)
    {
        if (format is not ("csv" or "xlsx" or "vcf" or "zip" or "txt" or "json"))
        {
            return Refusals.Of(context, 404);
        }

        // H-8: who is flagged takes nothing away.
        if (await export.FlaggedAsync(scope, cancel) is { } refusal)
        {
            return refusal;
        }

        var content = await export.WriteAsync(scope, format, form == "12", version == 3 ? 3 : 4, choice, cancel);
        var (type, ending) = format switch
        {
            "csv" => ("text/csv; charset=utf-8", "csv"),
            "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            "vcf" => ("text/vcard; charset=utf-8", "vcf"),
            "zip" => ("application/zip", "zip"),
            "txt" => ("text/plain; charset=utf-8", "txt"),
            _ => ("application/json; charset=utf-8", "json"),
        };
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(content, type, $"{scope.List.Slug}_{export.Today(scope):yyyyMMdd}.{ending}");
    }

    async Task<Refusal?> FlaggedAsync(ListScope scope, CancellationToken cancel) =>
        !scope.Viewer.IsAdministrator && (await people.OwnAsync(scope.Viewer, cancel)).IsHidden ? new Refusal(403, "person-flagged", text["person-flagged"]) : null;

    /// <summary>Writes the file and notes who took it (H-22).</summary>
    async Task<byte[]> WriteAsync(ListScope scope, string format, bool isShort, int version, MemberChoice choice, CancellationToken cancel)
    {
        var (members, _) = await query.ReadAsync(scope, choice with { Pending = null, Page = null }, 0, cancel);
        await LogAsync(scope, format, members.Count, choice, cancel);
        var visible = scope.Operation is { } operation ? await lists.OfOperationAsync(operation, scope.Viewer, cancel) : [];
        var groups = await query.GroupsAsync(scope, visible, cancel);
        if (format is "csv" or "xlsx")
        {
            var offices = await query.OfficesAsync(scope, visible, cancel);
            var rows = members.Select(member => isShort ? ShortRow(member, groups) : LongRow(member, groups, offices)).ToList();
            return format == "csv" ? Csv(isShort ? Short : Long, rows) : Xlsx(isShort ? Short : Long, rows);
        }

        return format switch
        {
            "vcf" => Encoding.UTF8.GetBytes(string.Concat(members.Select(member => Card(scope, member, groups, version)))),
            "zip" => Zip(scope, members, groups, version),
            "txt" => Encoding.UTF8.GetBytes(string.Join(' ', members.SelectMany(member => member.Person.Of(ContactKind.Email).Take(1).Select(point => $"{Quoted(member.Person.FullName)} <{point.Value}>;")))),
            _ => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new
            {
                list = scope.List.Label,
                generated = clock.GetUtcNow(),
                rows = members.Count,
                people = members.Select(member => new { member.CheckIn.ArrivesOn, member.CheckIn.LeavesOn, groups = groups[member.Person.Id], person = PersonAnswer.Of(member.Person) }),
            }, Json),
        };
    }

    static readonly System.Text.Json.JsonSerializerOptions Json = new(System.Text.Json.JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.KebabCaseLower) } };

    string[] LongRow(ListMember member, ILookup<Guid, string> groups, ILookup<Guid, string> offices)
    {
        var person = member.Person;
        return
        [
            person.GivenName, person.FamilyName, person.JobTitle ?? "", person.Organisation ?? "", Joined(groups[person.Id]), person.Role ?? "", Country(person), person.Region ?? "", person.Locality ?? "", Joined(offices[person.Id]),
            Typed(person, ContactKind.Phone, "Landline"), Typed(person, ContactKind.Phone, "Mobile"), Typed(person, ContactKind.Phone, "Fax"), Typed(person, ContactKind.Phone, "Satellite"),
            Joined(person.Of(ContactKind.Messaging).Select(point => $"{point.Type}: {point.Value}")),
            person.Of(ContactKind.Email).FirstOrDefault()?.Value ?? "", Typed(person, ContactKind.Email, "Work"), Typed(person, ContactKind.Email, "Personal"),
            Joined(person.Of(ContactKind.Email).Where(point => point.Type is not ("Work" or "Personal")).Select(point => point.Value)),
            member.CheckIn.LeavesOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", Url(person) ?? "", person.Status ?? "",
        ];
    }

    static string[] ShortRow(ListMember member, ILookup<Guid, string> groups)
    {
        var person = member.Person;
        return
        [
            person.GivenName, person.FamilyName, person.JobTitle ?? "", person.Organisation ?? "", Joined(groups[person.Id]), person.Role ?? "", Country(person), person.Region ?? "",
            person.Of(ContactKind.Phone).FirstOrDefault()?.Value ?? "", Typed(person, ContactKind.Messaging, "Skype"), person.Of(ContactKind.Email).FirstOrDefault()?.Value ?? "", person.Status ?? "",
        ];
    }

    static byte[] Csv(string[] headers, List<string[]> rows)
    {
        var csv = new StringBuilder(string.Join(',', headers.Select(CsvText.Field))).Append("\r\n");
        foreach (var row in rows)
        {
            csv.AppendJoin(',', row.Select(CsvText.Guarded)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    /// <summary>Every cell is text: telephone numbers stay as they are (H-20).</summary>
    static byte[] Xlsx(string[] headers, List<string[]> rows)
    {
        using var output = new MemoryStream();
        var columns = headers.Select((header, at) => new ColumnMeaning(new SheetColumn(at, header, null), Meaning.Unknown, 0, "")).ToList();
        using (var writer = TableWriter.Xlsx(output, "contacts", columns))
        {
            var block = new RowBlock();
            for (var number = 0; number < rows.Count; number++)
            {
                foreach (var cell in rows[number])
                {
                    block.AddField(cell, cell.Length == 0 ? CellKind.Empty : CellKind.Text);
                }

                block.EndRow(number + 2);
                if (block.Count == RowBlock.Capacity)
                {
                    writer.Write(block);
                    block.Clear();
                }
            }

            writer.Write(block);
            writer.Complete();
        }

        return output.ToArray();
    }

    byte[] Zip(ListScope scope, IReadOnlyList<ListMember> members, ILookup<Guid, string> groups, int version)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var member in members)
            {
                var name = Slug.Of(member.Person.FullName);
                using var entry = new StreamWriter(zip.CreateEntry($"{(name.Length == 0 ? "person" : name)}-{member.Person.Id.ToString("N")[..8]}.vcf").Open(), new UTF8Encoding(false));
                entry.Write(Card(scope, member, groups, version));
            }
        }

        return output.ToArray();
    }

    string Card(ListScope scope, ListMember member, ILookup<Guid, string> groups, int version) =>
        VCards.Write(member.Person, version, [scope.List.Label, .. groups[member.Person.Id].Where(group => group != scope.List.Label)], member.CheckIn.LeavesOn, Url(member.Person), text["leaves"]);

    async Task LogAsync(ListScope scope, string format, int rows, MemberChoice choice, CancellationToken cancel)
    {
        var filters = choice.Address("").TrimStart('?');
        db.Add(new AuditEntry
        {
            At = clock.GetUtcNow(),
            AccountId = scope.Viewer.AccountId,
            OperationId = scope.Operation?.Id,
            Action = Action,
            Subject = scope.List.Slug,
            Detail = $"{format}, {rows}{(filters.Length > 0 ? $", {Uri.UnescapeDataString(filters)}" : "")}",
        });
        await db.SaveChangesAsync(cancel);
    }

    DateOnly Today(ListScope scope) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(scope.Zone)).Date);

    string? Url(PersonView person) => settings.Url is { } url ? $"{url}/people/{person.Id:D}" : null;

    static string Country(PersonView person) => person.Country is { } code ? Pages.CountryNames.Of(code) : "";

    static string Typed(PersonView person, ContactKind kind, string type) => Joined(person.Of(kind).Where(point => point.Type == type).Select(point => point.Value));

    static string Joined(IEnumerable<string> values) => string.Join("; ", values);

    // A name with a comma or a full stop must be quoted in an address (RFC 5322 3.4).
    static string Quoted(string name) => name.AsSpan().IndexOfAny(Special) < 0 ? name : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
