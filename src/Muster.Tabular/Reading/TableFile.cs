using Muster.Tabular.Reading.Blocks;

namespace Muster.Tabular.Reading;

/// <summary>An opened file of one form; <see cref="TableSource"/> chooses which.</summary>
abstract class TableFile : IDisposable
{
    public abstract SourceFormat Format { get; }

    public virtual string? Encoding => null;

    public virtual char? Separator => null;

    public virtual IReadOnlyList<SourceNote> Notes => [];

    public abstract IReadOnlyList<SheetName> Sheets { get; }

    public abstract RowReader OpenRows(int sheetIndex);

    /// <summary>True where rows of the sheet can have shapes.</summary>
    public virtual bool HasShapes(int sheetIndex) => false;

    /// <summary>The same rows with their shapes.</summary>
    public virtual RowReader OpenShapes(int sheetIndex) => throw ReadProblems.NoShapes(Sheets[sheetIndex].Name);

    /// <summary>The same rows for a pass on several threads.</summary>
    public virtual BlockSource OpenBlocks(int sheetIndex) => new ReaderBlocks(OpenRows(sheetIndex));

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
