using System.CommandLine;
using System.Text;

namespace Muster.Cli;

/// <summary>Where the data goes: standard output, or a file that appears only when it is whole.</summary>
sealed class DataOutput
{
    readonly Option<string?> path = new("--output", "-o") { Description = "File to write. Absent: standard output. An existing file is replaced once the new one is whole.", HelpName = "FILE" };

    /// <summary>Adds the option to a verb.</summary>
    public DataOutput(Command verb) => verb.Options.Add(path);

    /// <summary>True where no file is named.</summary>
    public bool IsStandard(ParseResult parsed) => parsed.GetValue(path) is null;

    /// <summary>The file named; null for standard output.</summary>
    public string? PathOf(ParseResult parsed) => parsed.GetValue(path);

    /// <summary>Hands a stream to the writer and keeps what it wrote if it comes back.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="input">File being read, which must not be the one written; null for standard input.</param>
    /// <param name="write">Writes the data.</param>
    public void Write(ParseResult parsed, string? input, Action<Stream> write)
    {
        var target = parsed.GetValue(path);
        if (target is null)
        {
            using var output = Console.OpenStandardOutput();
            using var buffered = new BufferedStream(output, 1 << 16);
            write(buffered);
            return;
        }

        WholeFiles.Write([target], input, streams => write(streams[0]));
    }

    /// <summary>Writes text lines.</summary>
    public void WriteText(ParseResult parsed, string? input, Action<TextWriter> write) =>
        Write(parsed, input, stream =>
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 14, leaveOpen: true) { NewLine = "\n" };
            write(text);
        });
}
