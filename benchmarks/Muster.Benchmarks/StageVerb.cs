using System.Diagnostics;
using System.Globalization;
using Muster.Tabular;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Writing;

namespace Muster.Benchmarks;

/// <summary>Runs one stage of the engine once, so that a profiler or the clock sees that stage alone.</summary>
static class StageVerb
{
    public static int Run(string[] args)
    {
        if (args is not [var stage, var path, ..])
        {
            Console.Error.WriteLine("stage read|csv|xlsx|json|parquet FILE [OUTPUT]");
            return 2;
        }

        var watch = Stopwatch.StartNew();
        using var pipeline = Pipeline.Open(path);
        var opened = watch.Elapsed;
        long rows;
        if (stage == "read")
        {
            rows = Pass(pipeline, writer: null);
        }
        else
        {
            using var output = args.Length > 2 ? File.Create(args[2]) : Stream.Null;
            using var writer = Writer(stage, output, pipeline);
            rows = Pass(pipeline, writer);
            writer.Complete();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}: {rows} rows, opened {opened.TotalMilliseconds:0} ms, all {watch.ElapsedMilliseconds} ms, CPU {Environment.CpuUsage.TotalTime.TotalMilliseconds:0} ms, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        return 0;
    }

    static TableWriter Writer(string stage, Stream output, Pipeline pipeline) => stage switch
    {
        "csv" => TableWriter.Csv(output, pipeline.Columns),
        "xlsx" => TableWriter.Xlsx(output, "data", pipeline.Columns),
        "json" => TableWriter.Json(output, pipeline.Columns),
        "parquet" => TableWriter.Parquet(output, pipeline.Columns, Profiles(pipeline.Sheet)),
        _ => throw new ArgumentException(stage, nameof(stage)),
    };

    // Figures as whole numbers, the rest as text: what a profile of the generated table says but for its few faults.
    static List<ColumnProfile> Profiles(Sheet sheet) =>
        [.. sheet.Columns.Select(column => new ColumnProfile(column.Index, column.Index is >= 8 and <= 19 ? ColumnType.WholeNumber : column.Index == 7 ? ColumnType.Date : ColumnType.Text, 1, 0, 1, column.Index is >= 8 and <= 19, DateOrder.YearMonthDay, null, null, null, null))];

    static long Pass(Pipeline pipeline, TableWriter? writer)
    {
        long rows = 0;
        var block = new RowBlock();
        using var reader = pipeline.Source.OpenRows(pipeline.Sheet.Index);
        while (reader.ReadBlock(block) > 0)
        {
            var above = 0;
            while (above < block.Count && block.RowNumber(above) < pipeline.Sheet.FirstDataRow)
            {
                above++;
            }

            block.SkipRows(above);
            rows += block.Count;
            writer?.Write(block);
        }

        return rows;
    }
}
