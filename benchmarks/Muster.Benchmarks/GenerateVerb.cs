using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Muster.Benchmarks;

/// <summary>Writes a seeded table and the list of its faults.</summary>
static class GenerateVerb
{
    public static int Run(string[] args)
    {
        if (args is not [var count, var path, ..] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
        {
            Console.Error.WriteLine("generate ROWS FILE.csv [--seed N] [--faults N]");
            return 2;
        }

        Write(path, rows, Option(args, "--seed", 2016), Option(args, "--faults", 100));
        return 0;
    }

    public static void Write(string path, int rows, int seed, int faultsOfEachKind)
    {
        var generator = new Generator(seed, Place.All());
        var faults = Faults.Place(new Random(seed + 1), rows, faultsOfEachKind);
        var numbers = Faults.All.ToDictionary(fault => fault.Rule, _ => new List<int>());
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        file.Write(Generator.Header + "\n");
        var line = new StringBuilder();
        for (var index = 0; index < rows; index++)
        {
            var row = generator.Next(index + 1);
            if (faults.TryGetValue(index, out var fault))
            {
                Faults.Put(fault, row);
                numbers[fault.Rule].Add(index + 2);
            }

            line.Clear();
            Generator.AppendTo(line, row);
            file.Write(line);
        }

        File.WriteAllText(path + ".faults.json", JsonSerializer.Serialize(numbers));
    }

    public static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
