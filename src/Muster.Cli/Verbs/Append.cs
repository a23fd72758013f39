using System.CommandLine;
using Muster.Tabular.Appending;
using Muster.Tabular.Writing;

namespace Muster.Cli.Verbs;

/// <summary><c>muster append</c>: several tables of one template below each other.</summary>
static class Append
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("append", "Writes the rows of several tables below each other, whatever the order of their columns. Columns are one by header, by its spelling or by meaning; a column that only one table has stays, at the end. Exit code 1 where tables have columns that others lack.");
        var files = new Argument<string[]>("FILES") { Description = "The tables, in order; the first gives the order of the columns.", Arity = ArgumentArity.OneOrMore };
        verb.Arguments.Add(files);
        var nameColumn = new Option<string?>("--name-column") { Description = "Header of a column at the end with the name of the file that each row came from.", HelpName = "HEADER" };
        var asJson = new Option<bool>("--json") { Description = "Write the rows as JSON instead of CSV." };
        var output = new DataOutput(verb);
        verb.Options.Add(nameColumn);
        verb.Options.Add(asJson);
        verb.SetAction(parsed =>
        {
            var tables = new List<NamedTable>();
            try
            {
                foreach (var path in parsed.GetValue(files)!)
                {
                    OtherTable.CheckApart(output.PathOf(parsed), path);
                    tables.Add(new NamedTable(Path.GetFileName(path), OtherTable.Open(path)));
                }

                var append = new TableAppend(tables, parsed.GetValue(nameColumn));
                IReadOnlyList<AppendedTable> appended = [];
                output.Write(parsed, null, stream =>
                {
                    using var writer = parsed.GetValue(asJson) ? TableWriter.Json(stream, append.Columns) : TableWriter.Csv(stream, append.Columns);
                    appended = append.Run(writer);
                });
                return Tell(append, appended);
            }
            finally
            {
                tables.ForEach(table => table.Table.Dispose());
            }
        });
        return verb;
    }

    static int Tell(TableAppend append, IReadOnlyList<AppendedTable> appended)
    {
        foreach (var table in appended)
        {
            Console.Error.WriteLine($"{table.Name}: {table.Rows} rows.{(table.BlankRows > 0 ? $" {table.BlankRows} blank rows left out." : "")}{(table.CellsLeftOut > 0 ? $" {table.CellsLeftOut} cells beyond the header left out." : "")}");
        }

        foreach (var difference in append.Differences)
        {
            Console.Error.WriteLine(Words(difference));
        }

        var hasFindings = append.Differences.Any(difference => difference.Difference is AppendDifference.New or AppendDifference.Lacking) || appended.Any(table => table.CellsLeftOut > 0);
        return hasFindings ? ExitCode.Findings : ExitCode.Clean;
    }

    static string Words(ColumnDifference difference) => difference.Difference switch
    {
        AppendDifference.New when difference.Header == difference.Target => $"{difference.Table}: \"{difference.Header}\" is in no table before; it is a new column.",
        AppendDifference.New => $"{difference.Table}: \"{difference.Header}\" is in no table before; it is a new column \"{difference.Target}\".",
        AppendDifference.Lacking => $"{difference.Table}: there is no \"{difference.Header}\"; its cells are empty.",
        AppendDifference.Spelling => $"{difference.Table}: \"{difference.Header}\" is taken for \"{difference.Target}\".",
        _ => $"{difference.Table}: \"{difference.Header}\" is taken for \"{difference.Target}\", as it means the same.",
    };
}
