using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>One run over a table: what rules know and where findings go.</summary>
sealed class Pass(TableShape table, ValidateOptions options, ColumnScan[] columns, FindingSink sink)
{
    /// <summary>What the columns tell of the table.</summary>
    public TableShape Table { get; } = table;

    /// <summary>What else is known.</summary>
    public ValidateOptions Options { get; } = options;

    /// <summary>Scans by column index; null-free for columns of the sheet.</summary>
    public ColumnScan[] Columns { get; } = columns;

    /// <summary>True when the table names several countries: then no country's convention holds for all codes.</summary>
    public bool IsInternational => Table.With(Tagging.Concept.CountryCode).Concat(Table.CodeOf(0) is { } country ? [country.Column] : []).Any(column => Columns[column].Texts.Count > 2);

    /// <summary>Data rows seen so far that are neither blank nor totals.</summary>
    public long Rows { get; set; }

    /// <summary>Places named without a code.</summary>
    public PlaceQuestions Places { get; } = new(table, options.Matcher);

    /// <summary>Units of the table, for comparing with earlier editions.</summary>
    public EditionUnits Units { get; } = new(table);

    /// <summary>Header of a column.</summary>
    public string Header(int column) => Columns[column].Header;

    /// <summary>The p-code that names a row: that of the deepest level filled in; null where none is.</summary>
    public string? PlaceOf(Batch batch, int row)
    {
        for (var level = Table.Codes.Count - 1; level >= 0; level--)
        {
            var text = batch.Text(row, Table.Codes[level].Column).Trim();
            if (!text.IsEmpty)
            {
                return text.ToString();
            }
        }

        return Table.AnyCode is { } column && !batch.Text(row, column).IsWhiteSpace() ? batch.Text(row, column).Trim().ToString() : null;
    }

    /// <summary>The p-code of a row, or its number where it has none: for messages.</summary>
    public string NameOf(Batch batch, int row) => PlaceOf(batch, row) ?? $"row {batch.RowNumber(row)}";

    /// <summary>Reports a fault of one cell.</summary>
    public void Cell(RuleInfo rule, Severity severity, Batch batch, int row, int column, string? expected, params string[] arguments) =>
        sink.Add(rule, severity, batch.RowNumber(row), Header(column), batch.Text(row, column), expected, sink.Wants(rule) ? PlaceOf(batch, row) : null, 1, arguments);

    /// <summary>Reports a fault of one row.</summary>
    public void Row(RuleInfo rule, Severity severity, Batch batch, int row, string? expected, params string[] arguments) =>
        sink.Add(rule, severity, batch.RowNumber(row), null, default, expected, sink.Wants(rule) ? PlaceOf(batch, row) : null, 1, arguments);

    /// <summary>Reports a fault found at the end, with the row where it shows if there is one.</summary>
    public void Late(RuleInfo rule, Severity severity, int? rowNumber, int? column, string? value, string? expected, string? place, long count, params string[] arguments) =>
        sink.Add(rule, severity, rowNumber, column is { } index ? Header(index) : null, value, expected, place, count, arguments);

    /// <summary>True while findings of the rule are still handed out: beyond the cap they are only counted.</summary>
    public bool Wants(RuleInfo rule) => sink.Wants(rule);
}
