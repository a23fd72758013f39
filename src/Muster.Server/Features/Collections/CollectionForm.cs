using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Collections;

/// <summary>A column as entered.</summary>
public sealed record ColumnForm
{
    /// <summary>Header; a row without one is no column.</summary>
    public string? Header { get; init; }

    /// <summary>Meaning as in the imports' lists: <c>PlaceCode.2</c>, <c>Population.Female</c>, <c>Date</c>.</summary>
    public string? Meaning { get; init; }

    /// <summary>What may stand in it; null goes by the meaning.</summary>
    public TemplateKind? Kind { get; init; }

    /// <summary>Words of a list.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public bool IsKey { get; init; }
    public bool IsRequired { get; init; }

    internal TemplateColumn ToColumn()
    {
        var meaning = MeaningText.Parse(Meaning, null, Muster.Tabular.Tagging.Meaning.Unknown) ?? Muster.Tabular.Tagging.Meaning.Unknown;
        return new TemplateColumn(Header!.Trim(), meaning, Kind ?? (Words.Count > 0 ? TemplateKind.List : KindOf(meaning)), IsKey, IsRequired || IsKey) { Words = Words };
    }

    internal static ColumnForm Of(TemplateColumn column) =>
        new() { Header = column.Header, Meaning = MeaningText.Key(column.Meaning), Kind = column.Kind, Words = column.Words, IsKey = column.IsKey, IsRequired = column.IsRequired };

    /// <summary>A column like one of a dataset.</summary>
    internal static ColumnForm Of(TableColumn column) => new()
    {
        Header = column.Header,
        Meaning = MeaningText.Key(column.Meaning),
        Kind = KindOf(column.Meaning) is var kind && kind != TemplateKind.Text ? kind : column.Profile.Type switch
        {
            ColumnType.WholeNumber => TemplateKind.Whole,
            ColumnType.Number => TemplateKind.Number,
            ColumnType.Date => TemplateKind.Date,
            _ => TemplateKind.Text,
        },
        IsKey = column.Meaning is { Concept: Concept.Identifier, Qualifier: null },
    };

    internal static TemplateKind KindOf(Meaning meaning) => meaning.Concept switch
    {
        Concept.PlaceCode => TemplateKind.PlaceCode,
        Concept.PlaceName => TemplateKind.PlaceName,
        Concept.Date or Concept.ValidFrom or Concept.ValidTo => TemplateKind.Date,
        Concept.Value or Concept.Latitude or Concept.Longitude or Concept.Area => TemplateKind.Number,
        Concept.Households => TemplateKind.Whole,
        _ when meaning.CountsPeople => TemplateKind.Whole,
        _ => TemplateKind.Text,
    };
}

/// <summary>What is entered for a collective file; the same fields in the page's form and in the API's JSON.</summary>
public sealed record CollectionForm
{
    internal const int MostColumns = 60;

    public string? Title { get; init; }
    public string? Instructions { get; init; }

    /// <summary>Day by which returns are wanted, as yyyy-MM-dd.</summary>
    public string? DueOn { get; init; }

    /// <summary>Country of the places, ISO3; null takes the operation's first.</summary>
    public string? Country { get; init; }

    public bool HasTagRow { get; init; }

    /// <summary>Language of the workbook and of what partners read: <c>en</c> or <c>fr</c>.</summary>
    public string? Language { get; init; }

    public Sensitivity Sensitivity { get; init; } = Sensitivity.Undecided;

    /// <summary>Null takes the widest that the sensitivity and membership allow.</summary>
    public Audience? Audience { get; init; }

    public IReadOnlyList<ColumnForm> Columns { get; init; } = [];

    /// <summary>The revision that the person saw.</summary>
    public int? Revision { get; init; }

    internal Audience AudienceWanted => Audience ?? (Access.IsAllowed(Sensitivity, Accounts.Audience.Members) ? Accounts.Audience.Members : Accounts.Audience.Named);

    internal DateOnly? Due => DateOnly.TryParseExact(DueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal string LanguageWanted => ChooseLanguage.Languages.Contains(Language) ? Language! : "en";

    internal IReadOnlyList<TemplateColumn> Wanted => [.. Columns.Where(column => !string.IsNullOrWhiteSpace(column.Header)).Select(column => column.ToColumn())];

    internal static CollectionForm Of(CollectiveFile collection) => new()
    {
        Title = collection.Title,
        Instructions = collection.Instructions,
        DueOn = collection.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Country = collection.Country,
        HasTagRow = collection.HasTagRow,
        Language = collection.Language,
        Sensitivity = collection.Sensitivity,
        Audience = collection.Audience,
        Columns = [.. collection.Columns.Select(ColumnForm.Of)],
        Revision = collection.Revision,
    };

    internal static CollectionForm Read(IFormCollection form)
    {
        var (headers, meanings, kinds, words) = (form["header"], form["meaning"], form["kind"], form["words"]);
        var (keys, required) = (form["key"].ToHashSet(), form["required"].ToHashSet());
        return new CollectionForm
        {
            Title = One("title"),
            Instructions = One("instructions"),
            DueOn = One("due"),
            Country = One("country"),
            HasTagRow = One("tags") is "true" or "on",
            Language = One("language"),
            Sensitivity = Enum.TryParse<Sensitivity>(One("sensitivity"), true, out var sensitivity) ? sensitivity : Sensitivity.Undecided,
            Audience = Enum.TryParse<Audience>(One("audience"), true, out var audience) ? audience : null,
            Revision = int.TryParse(One("revision"), CultureInfo.InvariantCulture, out var revision) ? revision : null,
            Columns = [.. Enumerable.Range(0, headers.Count).Select(at => new ColumnForm
            {
                Header = headers[at],
                Meaning = at < meanings.Count ? meanings[at] : null,
                Kind = at < kinds.Count && Enum.TryParse<TemplateKind>(kinds[at], true, out var kind) ? kind : null,
                Words = at < words.Count ? [.. (words[at] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [],
                IsKey = keys.Contains(at.ToString(CultureInfo.InvariantCulture)),
                IsRequired = required.Contains(at.ToString(CultureInfo.InvariantCulture)),
            })],
        };

        string? One(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>Sentences by field; empty when all is well.</summary>
    internal Dictionary<string, string> Check(IStringLocalizer text)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Title) || Title.Length > 300)
        {
            errors["title"] = text["title-needed"];
        }

        if (DueOn is not null && Due is null)
        {
            errors["due"] = text["due-form"];
        }

        if (Sensitivity == Sensitivity.Severe || !Enum.IsDefined(Sensitivity))
        {
            errors["sensitivity"] = text["severe-not-stored"];
        }
        else if (!Access.IsAllowed(Sensitivity, AudienceWanted))
        {
            errors["audience"] = text["audience-too-wide"];
        }

        var columns = Wanted;
        if (columns.Count is 0 or > MostColumns)
        {
            errors["columns"] = text["columns-needed", MostColumns];
        }
        else if (columns.GroupBy(column => column.Header, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            errors["columns"] = text["column-twice", twice.Key];
        }
        else if (!columns.Any(column => column.IsKey))
        {
            errors["columns"] = text["key-needed"];
        }
        else if (columns.FirstOrDefault(column => column.Kind == TemplateKind.List && column.Words.Count == 0) is { } empty)
        {
            errors["columns"] = text["words-needed", empty.Header];
        }

        return errors;
    }
}
