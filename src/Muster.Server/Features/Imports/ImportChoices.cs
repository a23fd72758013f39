using System.Text.Json;
using Muster.Server.Features.Tables;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Imports;

/// <summary>What a person has decided about how a file is read; what is null is detected.</summary>
public sealed record ImportChoices
{
    /// <summary>Sheet, from 0.</summary>
    public int? Sheet { get; init; }

    /// <summary>Number of the last header row; 0 says there is none.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Name of the text encoding.</summary>
    public string? Encoding { get; init; }

    /// <summary>Field separator.</summary>
    public char? Separator { get; init; }

    /// <summary>Meanings set by a person, by column from 0.</summary>
    public IReadOnlyDictionary<int, Meaning> Meanings { get; init; } = new Dictionary<int, Meaning>();

    /// <summary>Country whose places are meant, ISO 3166 alpha-3; empty = none; null = the first of the operation's countries that has a gazetteer.</summary>
    public string? Country { get; init; }

    /// <summary>Edition of its gazetteer; null = the current one.</summary>
    public Guid? EditionId { get; init; }

    /// <summary>Choices of the reader.</summary>
    /// <param name="fileName">Name as uploaded.</param>
    public ReadOptions ToReadOptions(string fileName) => new() { FileName = fileName, Encoding = Encoding, Separator = Separator };

    public string ToJson() => JsonSerializer.Serialize(this, TableColumn.Json);

    public static ImportChoices Of(Import import) => JsonSerializer.Deserialize<ImportChoices>(import.ChoicesJson, TableColumn.Json) ?? new ImportChoices();
}
