using System.Runtime.CompilerServices;
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
    const int MostTexts = MostDistinct + 1;

    /// <summary>Different texts kept of a place column.</summary>
    const int MostPlaceTexts = 1_000_000;

    readonly ColumnMeaning column;
    readonly bool numbersFirst;
    readonly NumberSet numbers = new(MostDistinct);
    TextFacts[] facts = new TextFacts[64];
    HotFacts[] hot = new HotFacts[64];
    int[] idBeside = [];
    int lastId = -1;

    public ColumnScan(ColumnMeaning column)
    {
        this.column = column;
        Index = column.Column.Index;
        Header = column.Column.Header.Length > 0 ? column.Column.Header : $"column {Index + 1}";
        var concept = column.Meaning.Concept;
        IsPlace = concept is Concept.PlaceCode or Concept.PlaceName;
        IsDate = concept is Concept.Date or Concept.ValidFrom or Concept.ValidTo;
        IsNumber = column.Meaning.CountsPeople || concept is Concept.Households or Concept.Value or Concept.Area or Concept.Latitude or Concept.Longitude or Concept.Year;
        numbersFirst = !IsPlace && !IsDate && concept is not (Concept.CountryCode or Concept.Sex or Concept.Age or Concept.Indicator);
    }

    public int Index { get; }

    public string Header { get; }

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
    public long RowsWith(int id) => hot[id].Rows;

    /// <summary>Text rules that a text fails, a bit for each; <see cref="HotFacts.NotJudged"/> until it was asked.</summary>
    public ref ulong Faults(int id) => ref hot[id].Faults;

    /// <summary>The column to the left whose text tells this one's.</summary>
    public ColumnScan? Before { get; set; }

    /// <summary>Tells place columns which column stands before them: a place's name is told by its code.</summary>
    public static void PutInOrder(ColumnScan[] columns)
    {
        for (var column = 1; column < columns.Length; column++)
        {
            columns[column].Before = columns[column].IsPlace && columns[column - 1].IsPlace ? columns[column - 1] : null;
        }
    }

    /// <summary>True when a word such as "Total" was met.</summary>
    public bool HasTotalWord { get; private set; }

    /// <summary>True when a cell repeats the header.</summary>
    public bool HasHeaderText { get; private set; }

    /// <summary>True when the present block holds a cell of this form.</summary>
    public bool Has(CellForm form) => (FormsSeen & 1 << (int)form) != 0;

    /// <summary>Votes of the cells on the order of dates and on the decimal mark.</summary>
    public ColumnVotes Votes { get; } = new();

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Reads the column of a block.</summary>
    /// <param name="block">Rows.</param>
    /// <param name="skip">Rows left out: blank ones and totals.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(RowBlock block, ReadOnlySpan<bool> skip)
    {
        FormsSeen = 0;
        var firsts = block.RowFirsts;
        var starts = block.Starts.AsSpan();
        ReadOnlySpan<char> chars = block.Text;
        var ids = Ids.AsSpan(0, block.Count);
        var values = Numbers.AsSpan(0, block.Count);
        var forms = Forms.AsSpan(0, block.Count);
        Span<long> counts = stackalloc long[8];
        counts.Clear();
        for (var row = 0; row < ids.Length; row++)
        {
            var field = firsts[row] + Index;
            var text = field + 1 < firsts[row + 1] ? chars[starts[field]..(starts[field + 1] - 1)] : default;
            if (text.IsEmpty || skip[row])
            {
                (ids[row], values[row], forms[row]) = (-1, double.NaN, CellForm.Blank);
                counts[(int)CellForm.Blank] += skip[row] ? 0 : 1;
                continue;
            }

            var form = numbersFirst && NumberText.TryReadExact(text, out var value, out var decimals) ? Exact(row, value, decimals) : Pooled(row, text);
            forms[row] = form;
            counts[(int)form]++;
        }

        for (var form = 0; form < counts.Length; form++)
        {
            FormCounts[form] += counts[form];
            FormsSeen |= counts[form] > 0 ? 1 << form : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    CellForm Exact(int row, double value, int decimals)
    {
        (Ids[row], Numbers[row]) = (-1, value);
        Seen(value);
        if (!numbers.IsOver)
        {
            numbers.Add(value);
        }

        if (decimals == 0 && value >= 0)
        {
            return CellForm.Whole;
        }

        if (decimals > 0)
        {
            Votes.Fraction(value, decimals);
        }
        else
        {
            Votes.NegativeWhole();
        }

        return CellForm.Number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        var guess = Guess(row);
        var id = guess >= 0 && text.SequenceEqual(Texts[guess]) ? guess : Keep(row, text);
        if (id < 0)
        {
            return Alone(row, text);
        }

        ref var known = ref hot[id];
        known.Rows++;
        (Ids[row], Numbers[row]) = (id, known.Number);
        if (known.Form is CellForm.Whole or CellForm.Number or CellForm.DressedNumber)
        {
            Seen(known.Number);
        }

        return known.Form;
    }

    /// <summary>The text that last stood beside the same text of the column before: the name of a code is nearly always the same.</summary>
    int Guess(int row)
    {
        if (Before is null)
        {
            return lastId;
        }

        var beside = Before.Ids[row];
        return (uint)beside < (uint)idBeside.Length ? idBeside[beside] : lastId;
    }

    int Keep(int row, ReadOnlySpan<char> text)
    {
        if (HasTooManyTexts && !IsPlace)
        {
            return -1;
        }

        var id = Texts.Add(text, out var isNew);
        if (isNew)
        {
            Learn(id, text);
        }

        lastId = id;
        if (Before is not null && Before.Ids[row] is >= 0 and var beside)
        {
            if (beside >= idBeside.Length)
            {
                var known = idBeside.Length;
                Array.Resize(ref idBeside, Math.Max(64, beside * 2));
                Array.Fill(idBeside, -1, known, idBeside.Length - known);
            }

            idBeside[beside] = id;
        }

        return id;
    }

    void Learn(int id, ReadOnlySpan<char> text)
    {
        if (id == facts.Length)
        {
            Array.Resize(ref facts, id * 2);
            Array.Resize(ref hot, id * 2);
        }

        facts[id] = TextFacts.Of(text);
        hot[id] = new HotFacts { Number = facts[id].Number, Form = facts[id].Form };
        HasTotalWord |= facts[id].IsTotalWord;
        HasHeaderText |= text.SequenceEqual(Header);
        HasTooManyTexts = Texts.Count >= (IsPlace ? MostPlaceTexts : MostTexts);
    }

    /// <summary>A cell of a column with too many texts: looked at and forgotten.</summary>
    CellForm Alone(int row, ReadOnlySpan<char> text)
    {
        Ids[row] = -1;
        if (!IsDate && !IsNumber && char.IsAsciiLetter(text[0]))
        {
            // Almost every cell of such a column is an identifier or a name; what begins with a letter is no number.
            Numbers[row] = double.NaN;
            return CellForm.Text;
        }

        var known = TextFacts.Of(text);
        Numbers[row] = known.Number;
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
            Votes.Count(facts[id], hot[id].Rows);
        }
    }

    /// <summary>Adds what other rows of the column showed to another thread, their votes counted; for profiles only, as texts then have other numbers.</summary>
    public void Add(ColumnScan other)
    {
        for (var form = 0; form < FormCounts.Length; form++)
        {
            FormCounts[form] += other.FormCounts[form];
        }

        Votes.Add(other.Votes);
        numbers.Add(other.numbers);
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        HasTooManyTexts |= other.HasTooManyTexts;
        for (var id = 0; id < other.Texts.Count && !HasTooManyTexts; id++)
        {
            Texts.Add(other.Texts[id], out _);
            HasTooManyTexts = Texts.Count >= (IsPlace ? MostPlaceTexts : MostTexts);
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
