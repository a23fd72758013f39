namespace Muster.Cli;

/// <summary>Files that appear only when all of them are whole.</summary>
static class WholeFiles
{
    /// <summary>Hands a stream for each file to the writer and keeps what it wrote if it comes back.</summary>
    /// <param name="targets">Files to write; existing ones are replaced at the end.</param>
    /// <param name="input">File being read, which must not be among them; null for standard input.</param>
    /// <param name="write">Writes the data.</param>
    public static void Write(IReadOnlyList<string> targets, string? input, Action<IReadOnlyList<Stream>> write)
    {
        if (input is not null && targets.Any(target => Path.GetFullPath(input) == Path.GetFullPath(target)))
        {
            throw new RefusedException("The file to write is the file being read. Name another one.");
        }

        var parts = new List<(string Part, string Target)>();
        var streams = new List<Stream>();
        try
        {
            foreach (var target in targets)
            {
                parts.Add((target + ".part", target));
                streams.Add(new FileStream(parts[^1].Part, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16));
            }

            write(streams);
            streams.ForEach(stream => stream.Dispose());
            parts.ForEach(part => File.Move(part.Part, part.Target, overwrite: true));
        }
        catch
        {
            streams.ForEach(stream => stream.Dispose());
            parts.ForEach(part => File.Delete(part.Part));
            throw;
        }
    }
}
