using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>Reads blocks on a thread of its own while the caller checks the ones before. A few blocks go round and round.</summary>
sealed class ReadAhead : IDisposable
{
    const int Blocks = 4;

    readonly BlockingCollection<Batch> free = new(Blocks);
    readonly BlockingCollection<Batch> filled = new(Blocks);
    readonly RowReader reader;
    readonly Sheet sheet;
    readonly bool withHashes;
    readonly CancellationTokenSource stop;
    readonly Thread thread;
    ExceptionDispatchInfo? failure;
    long bytesRead;

    public ReadAhead(TableSource source, Sheet sheet, ColumnScan[] columns, bool withHashes, CancellationToken cancel)
    {
        (this.sheet, this.withHashes) = (sheet, withHashes);
        reader = source.OpenRows(sheet.Index);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        for (var count = 0; count < Blocks; count++)
        {
            free.Add(new Batch(columns), cancel);
        }

        thread = new Thread(Fill) { IsBackground = true, Name = "muster-read" };
        thread.Start();
    }

    public long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>The next block of data rows; null at the end.</summary>
    /// <exception cref="UnreadableException">As the reader says.</exception>
    public Batch? Next()
    {
        if (filled.TryTake(out var batch, Timeout.Infinite, stop.Token))
        {
            return batch;
        }

        failure?.Throw();
        return null;
    }

    /// <summary>Gives a block back to be filled again.</summary>
    public void Return(Batch batch) => free.Add(batch, stop.Token);

    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        reader.Dispose();
        stop.Dispose();
        free.Dispose();
        filled.Dispose();
    }

    void Fill()
    {
        try
        {
            while (true)
            {
                var batch = free.Take(stop.Token);
                var block = batch.Block;
                do
                {
                    if (reader.ReadBlock(block) == 0)
                    {
                        return;
                    }

                    Interlocked.Exchange(ref bytesRead, reader.BytesRead);
                    block.SkipRows(RowsAbove(block));
                }
                while (block.Count == 0);

                batch.Take(block, withHashes);
                filled.Add(batch, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller has stopped; it says so itself.
        }
#pragma warning disable CA1031 // Whatever went wrong on this thread is thrown again on the caller's.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(problem);
        }
        finally
        {
            filled.CompleteAdding();
        }
    }

    int RowsAbove(RowBlock block)
    {
        var above = 0;
        while (above < block.Count && block.RowNumber(above) < sheet.FirstDataRow)
        {
            above++;
        }

        return above;
    }
}
