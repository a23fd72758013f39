using Muster.Tabular.Validating;

namespace Muster.Tabular.Reporting;

/// <summary>What is to be marked in the checked table: cells, rows and columns with the worst severity of their findings and the sentences that tell them.</summary>
sealed class CellMarks(ReportWords words, ReportSubject subject)
{
    /// <summary>Most cells marked.</summary>
    public const int MostMarks = 300_000;

    /// <summary>Most cells with a note: spreadsheets grow slow with more.</summary>
    public const int MostNotes = 5_000;

    const int MostSentences = 5;

    readonly Dictionary<(int Row, int Column), Mark> marks = [];
    readonly ILookup<string, int> columns = subject.Sheet.Columns.ToLookup(column => column.Header, column => column.Index);
    readonly int headerRow = subject.Sheet.HeaderRows.Count > 0 ? subject.Sheet.HeaderRows[^1] : 0;
    int notes;

    /// <summary>A marked cell.</summary>
    public sealed class Mark
    {
        /// <summary>Worst of its findings.</summary>
        public Severity Severity { get; set; }

        /// <summary>Sentences of its note; null where it has none.</summary>
        public List<string>? Sentences { get; init; }

        /// <summary>Findings beyond those of the note.</summary>
        public int More { get; set; }
    }

    /// <summary>Cells marked.</summary>
    public int Count => marks.Count;

    /// <summary>True where cells were left unmarked, or without a note.</summary>
    public bool IsCapped { get; private set; }

    /// <summary>The mark of a cell.</summary>
    public Mark? Of(int row, int column) => marks.GetValueOrDefault((row, column));

    /// <summary>Marked columns of a row, beyond its last filled cell too.</summary>
    public int LastColumn(int row, int filled)
    {
        for (var column = subject.Sheet.Columns.Count - 1; column >= filled; column--)
        {
            if (marks.ContainsKey((row, column)))
            {
                return column + 1;
            }
        }

        return filled;
    }

    /// <summary>Cells with notes in the order of the sheet.</summary>
    public IEnumerable<(int Row, int Column, Mark Mark)> Notes =>
        marks.Where(pair => pair.Value.Sentences is not null).OrderBy(pair => pair.Key.Row).ThenBy(pair => pair.Key.Column).Select(pair => (pair.Key.Row, pair.Key.Column, pair.Value));

    /// <summary>Where a finding shows in the table; a finding about a row stands at its first cell, one about a column at its header; null where it has no place there.</summary>
    public (int Row, int Column)? PlaceOf(Finding finding)
    {
        var column = finding.Column is { } header && columns.Contains(header) ? columns[header].First() : (int?)null;
        return (finding.RowNumber, column) switch
        {
            ({ } row, _) => (row, column ?? 0),
            (null, { } index) when headerRow > 0 => (headerRow, index),
            _ => null,
        };
    }

    /// <summary>Marks the cell of a finding.</summary>
    public void Add(Finding finding)
    {
        if (PlaceOf(finding) is not { } cell)
        {
            return;
        }

        if (!marks.TryGetValue(cell, out var mark))
        {
            if (marks.Count == MostMarks)
            {
                IsCapped = true;
                return;
            }

            var hasNote = notes < MostNotes;
            IsCapped |= !hasNote;
            notes += hasNote ? 1 : 0;
            marks[cell] = mark = new Mark { Severity = finding.Severity, Sentences = hasNote ? [] : null };
        }

        mark.Severity = finding.Severity > mark.Severity ? finding.Severity : mark.Severity;
        if (mark.Sentences is { Count: < MostSentences } sentences)
        {
            sentences.Add(Sentence(finding));
        }
        else
        {
            mark.More++;
        }
    }

    string Sentence(Finding finding)
    {
        var sentence = $"{finding.Rule}: {words.Message(finding)}{(finding.Expected is null ? "" : $" ({words["expected"]}: {finding.Expected})")}";
        return finding.RowNumber is null ? words["column-note", sentence] : finding.Column is null ? words["row-note", sentence] : sentence;
    }
}
