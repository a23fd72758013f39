using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Reads one column of each block into plain arrays and gathers what the whole column shows. Allocates nothing per cell: a text is kept once.</summary>
sealed class ColumnScan
{
    /// <summary>Different values counted for a profile.</summary>
    public const int MostDistinct = 10_000;

    /// <summary>Different texts kept of a column that is no place: beyond, cells are looked at one by one.</summary>
    const int MostTexts = 50_000;

    /// <summary>Different texts kept of a place column.</summary>
    const int MostPlaceTexts = 1_000_000;

    readonly ColumnMeaning column;
    readonly bool numbersFirst;
    readonly NumberSet numbers = new(MostDistinct);
    TextFacts[] facts = new TextFacts[64];
    long[] textRows = new long[64];
    int lastId = -1;

    public ColumnScan(ColumnMeaning column)
    {
        this.column = column;
        var concept = column.Meaning.Concept;
        IsPlace = concept is Concept.PlaceCode or Concept.PlaceName;
        IsDate = concept is Concept.Date or Concept.ValidFrom or Concept.ValidTo;
        IsNumber = column.Meaning.CountsPeople || concept is Concept.Households or Concept.Value or Concept.Area or Concept.Latitude or Concept.Longitude or Concept.Year;
        numbersFirst = !IsPlace && !IsDate && concept is not (Concept.CountryCode or Concept.Sex or Concept.Age or Concept.Indicator);
    }

    public int Index => column.Column.Index;

    public string Header => column.Column.Header.Length > 0 ? column.Column.Header : $"column {Index + 1}";

    public Meaning Meaning => column.Meaning;

    public bool IsPlace { get; }

    public bool IsDate { get; }

    /// <summary>The meaning asks for numbers.</summary>
    public bool IsNumber { get; }

    /// <summary>Distinct texts seen; exact numbers of a number column are not among them.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>True when texts came to be too many to keep.</summary>
    public bool HasTooManyTexts { get; private set; }

    /// <summary>Rows of the present block: number of the text, or -1.</summary>
    public int[] Ids { get; } = new int[RowBlock.Capacity];

    /// <summary>Rows of the present block: value, or NaN.</summary>
    public double[] Numbers { get; } = new double[RowBlock.Capacity];

    /// <summary>Rows of the present block: form.</summary>
    public CellForm[] Forms { get; } = new CellForm[RowBlock.Capacity];

    /// <summary>Forms in the present block, a bit for each.</summary>
    public int FormsSeen { get; private set; }

    /// <summary>Cells of each form in the whole table.</summary>
    public long[] FormCounts { get; } = new long[8];

    /// <summary>Filled cells so far.</summary>
    public long Filled => FormCounts.Sum() - FormCounts[(int)CellForm.Blank];

    /// <summary>What is known of a text.</summary>
    public ref TextFacts Facts(int id) => ref facts[id];

    /// <summary>Rows with a text so far.</summary>
    public long RowsWith(int id) => textRows[id];

    /// <summary>True when the present block holds a cell of this form.</summary>
    public bool Has(CellForm form) => (FormsSeen & 1 << (int)form) != 0;

    /// <summary>Votes of the cells on the order of dates and on the decimal mark.</summary>
    public ColumnVotes Votes { get; } = new();

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Reads the column of a block.</summary>
    /// <param name="block">Rows.</param>
    /// <param name="skip">Rows left out: blank ones and totals.</param>
    public void Scan(RowBlock block, ReadOnlySpan<bool> skip)
    {
        FormsSeen = 0;
        for (var row = 0; row < block.Count; row++)
        {
            if (skip[row])
            {
                (Ids[row], Numbers[row], Forms[row]) = (-1, double.NaN, CellForm.Blank);
                continue;
            }

            var text = block.Field(row, Index);
            var form = text.IsEmpty ? Blank(row) : numbersFirst ? NumberFirst(row, text) : Pooled(row, text);
            Forms[row] = form;
            FormCounts[(int)form]++;
            FormsSeen |= 1 << (int)form;
        }
    }

    CellForm Blank(int row)
    {
        (Ids[row], Numbers[row]) = (-1, double.NaN);
        return CellForm.Blank;
    }

    CellForm NumberFirst(int row, ReadOnlySpan<char> text)
    {
        if (!NumberText.TryReadExact(text, out var value, out var decimals))
        {
            return Pooled(row, text);
        }

        (Ids[row], Numbers[row]) = (-1, value);
        Seen(value);
        if (!numbers.IsOver)
        {
            numbers.Add(value);
        }

        if (decimals > 0)
        {
            Votes.Fraction(value, decimals);
            return CellForm.Number;
        }

        if (value < 0)
        {
            Votes.NegativeWhole();
            return CellForm.Number;
        }

        return CellForm.Whole;
    }

    void Seen(double value)
    {
        if (value < Minimum)
        {
            Minimum = value;
        }

        if (value > Maximum)
        {
            Maximum = value;
        }
    }

    CellForm Pooled(int row, ReadOnlySpan<char> text)
    {
        var id = lastId >= 0 && text.SequenceEqual(Texts[lastId]) ? lastId : HasTooManyTexts ? Texts.Find(text) : Keep(text);
        if (id < 0)
        {
            return Alone(row, text);
        }

        lastId = id;
        textRows[id]++;
        ref var known = ref facts[id];
        (Ids[row], Numbers[row]) = (id, known.Number);
        if (known.HasNumber)
        {
            Seen(known.Number);
        }

        return known.Form;
    }

    int Keep(ReadOnlySpan<char> text)
    {
        var id = Texts.Add(text, out var isNew);
        if (!isNew)
        {
            return id;
        }

        if (id == facts.Length)
        {
            Array.Resize(ref facts, id * 2);
            Array.Resize(ref textRows, id * 2);
        }

        facts[id] = TextFacts.Of(text);
        HasTooManyTexts = Texts.Count >= (IsPlace ? MostPlaceTexts : MostTexts);
        return id;
    }

    /// <summary>A cell of a column with too many texts: looked at and forgotten.</summary>
    CellForm Alone(int row, ReadOnlySpan<char> text)
    {
        var known = TextFacts.Of(text);
        (Ids[row], Numbers[row]) = (-1, known.Number);
        if (known.HasNumber)
        {
            Seen(known.Number);
        }

        Votes.Count(known, 1);
        return known.Form;
    }

    /// <summary>Votes of the kept texts are counted once, at the end.</summary>
    public void CountVotes()
    {
        for (var id = 0; id < Texts.Count; id++)
        {
            Votes.Count(facts[id], textRows[id]);
        }
    }

    /// <summary>What the whole column shows.</summary>
    public ColumnProfile Profile()
    {
        var filled = Filled;
        var (type, fit) = TypeOf(filled);
        var isNumber = type is ColumnType.WholeNumber or ColumnType.Number;
        return new ColumnProfile(
            Index,
            type,
            filled,
            FormCounts[(int)CellForm.Blank],
            fit,
            isNumber && FormCounts[(int)CellForm.Whole] + FormCounts[(int)CellForm.Number] == filled,
            type == ColumnType.Date ? Votes.Order : null,
            Votes.Mark,
            HasTooManyTexts || numbers.IsOver || Texts.Count + numbers.Count > MostDistinct ? null : Texts.Count + numbers.Count,
            isNumber ? Minimum : null,
            isNumber ? Maximum : null);
    }

    (ColumnType Type, double Fit) TypeOf(long filled)
    {
        if (filled == 0)
        {
            return (ColumnType.Empty, 1);
        }

        var whole = FormCounts[(int)CellForm.Whole] + Votes.NegativeWholes;
        var numeric = FormCounts[(int)CellForm.Whole] + FormCounts[(int)CellForm.Number] + FormCounts[(int)CellForm.DressedNumber];
        (ColumnType, long)[] candidates = [(ColumnType.WholeNumber, whole), (ColumnType.Number, numeric), (ColumnType.Date, FormCounts[(int)CellForm.Date] + Votes.FigureDates(IsDate)), (ColumnType.Boolean, FormCounts[(int)CellForm.Boolean])];
        foreach (var (type, count) in candidates)
        {
            // A column of whole numbers with fractions among them is a column of numbers.
            if (count * 10 >= filled * 9 && (type != ColumnType.WholeNumber || whole == numeric))
            {
                return (type, (double)count / filled);
            }
        }

        return (ColumnType.Text, 1);
    }
}
