using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Matching;

/// <summary>What a place index holds of one country.</summary>
/// <param name="Iso3">ISO 3166 alpha-3.</param>
/// <param name="Units">Number of units.</param>
/// <param name="Levels">Levels listed, in order: 1, 2.</param>
/// <param name="ValidFrom">Latest date from which units are valid, as the list states it, or null.</param>
public sealed record IndexedCountry(string Iso3, int Units, IReadOnlyList<int> Levels, string? ValidFrom);

/// <summary>The units of many countries in one compact file: a compressed block a country, so that asking for one reads no other. Immutable; shared between threads.</summary>
/// <remarks>The one that goes with the program (<see cref="Shipped"/>) recognises places anywhere; the boundary set of a response is the country's own gazetteer, which knows more levels and languages.</remarks>
public sealed class PlaceIndex
{
    static ReadOnlySpan<byte> Signature => "muster places 1\n"u8;

    static readonly Lazy<PlaceIndex> ShippedIndex = new(() =>
    {
        using var stream = typeof(PlaceIndex).Assembly.GetManifestResourceStream("places.index")!;
        return Read(stream, "places.index");
    });

    readonly byte[] blocks;
    readonly Dictionary<string, (int Offset, int Length)> directory;
    readonly ConcurrentDictionary<string, Gazetteer> gazetteers = new(StringComparer.Ordinal);

    PlaceIndex(string name, string source, string licence, IReadOnlyList<IndexedCountry> countries, Dictionary<string, (int Offset, int Length)> directory, byte[] blocks)
    {
        (Name, Source, Licence, Countries) = (name, source, licence, countries);
        (this.directory, this.blocks) = (directory, blocks);
    }

    /// <summary>The index that goes with the program: levels 1 and 2 of 156 countries, names in one language.</summary>
    public static PlaceIndex Shipped => ShippedIndex.Value;

    /// <summary>Name of the list; with the date of a country it is the edition of its answers.</summary>
    public string Name { get; }

    /// <summary>Where the list comes from.</summary>
    public string Source { get; }

    /// <summary>Under which licence.</summary>
    public string Licence { get; }

    /// <summary>Countries listed, by code.</summary>
    public IReadOnlyList<IndexedCountry> Countries { get; }

    /// <summary>True where a file is an index.</summary>
    public static bool IsIndex(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[Signature.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Signature);
    }

    /// <summary>Reads an index file.</summary>
    /// <exception cref="UnreadableException"><c>place-index-damaged</c>.</exception>
    public static PlaceIndex Open(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads an index.</summary>
    /// <param name="stream">The index from its first byte.</param>
    /// <param name="fileName">Named where it cannot be read.</param>
    /// <exception cref="UnreadableException"><c>place-index-damaged</c>.</exception>
    public static PlaceIndex Read(Stream stream, string fileName)
    {
        try
        {
            return ReadParts(stream) ?? throw Damaged(fileName);
        }
        catch (Exception failure) when (failure is EndOfStreamException or FormatException or InvalidDataException)
        {
            throw Damaged(fileName);
        }
    }

    /// <summary>The gazetteer of a country.</summary>
    /// <param name="country">ISO 3166 alpha-2 or alpha-3.</param>
    /// <param name="aliases">Settled aliases.</param>
    /// <exception cref="UnreadableException"><c>gazetteer-unknown-country</c>.</exception>
    public Gazetteer Gazetteer(string country, IReadOnlyCollection<PlaceAlias>? aliases = null)
    {
        var iso3 = CountryCodes.Alpha3(country) ?? country;
        if (Find(iso3) is not { } listed)
        {
            throw new UnreadableException(new ReadProblem("gazetteer-unknown-country", $"The gazetteer does not list the country {country}.", Name, "Give the gazetteer of the country: one row a unit with its p-code."));
        }

        return aliases is { Count: > 0 } ? Make(listed, aliases) : gazetteers.GetOrAdd(iso3, _ => Make(listed, null));
    }

    /// <summary>The country's line of the directory, or null.</summary>
    public IndexedCountry? Find(string iso3) => Countries.FirstOrDefault(country => country.Iso3 == iso3);

    /// <summary>Writes an index; countries without a code are left out.</summary>
    /// <param name="output">Receives the index.</param>
    /// <param name="name">Name of the list.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="licence">Under which licence.</param>
    /// <param name="tables">One a country, as <see cref="GazetteerReader.ReadTables"/> gives them.</param>
    public static void Write(Stream output, string name, string source, string licence, IEnumerable<GazetteerTable> tables)
    {
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        var countries = tables.Where(table => table is { Country: not null, Places.Count: > 0 }).OrderBy(table => table.Country, StringComparer.Ordinal).ToList();
        var packed = countries.Select(table => Pack(table.Places)).ToList();
        writer.Write(Signature);
        writer.Write(name);
        writer.Write(source);
        writer.Write(licence);
        writer.Write7BitEncodedInt(countries.Count);
        for (var at = 0; at < countries.Count; at++)
        {
            writer.Write(countries[at].Country!);
            writer.Write7BitEncodedInt(countries[at].Places.Count);
            writer.Write(string.Join(' ', countries[at].Places.Select(place => place.Level).Distinct().Order()));
            writer.Write(countries[at].ValidFrom ?? "");
            writer.Write7BitEncodedInt(packed[at].Length);
        }

        foreach (var block in packed)
        {
            writer.Write(block);
        }
    }

    /// <summary>Units of a country as the block holds them.</summary>
    internal IEnumerable<Place> Places(string iso3)
    {
        var (offset, length) = directory[iso3];
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(blocks, offset, length), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return Unit(line.Split('\t'));
        }
    }

    static PlaceIndex? ReadParts(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (!reader.ReadBytes(Signature.Length).AsSpan().SequenceEqual(Signature))
        {
            return null;
        }

        var (name, source, licence) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        var directory = new Dictionary<string, (int Offset, int Length)>(StringComparer.Ordinal);
        var countries = new List<IndexedCountry>();
        var offset = 0;
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var (iso3, units, levels, validFrom, length) = (reader.ReadString(), reader.Read7BitEncodedInt(), reader.ReadString(), reader.ReadString(), reader.Read7BitEncodedInt());
            countries.Add(new IndexedCountry(iso3, units, [.. levels.Split(' ').Select(level => int.Parse(level, System.Globalization.CultureInfo.InvariantCulture))], validFrom.Length == 0 ? null : validFrom));
            directory[iso3] = (offset, length);
            offset += length;
        }

        var blocks = reader.ReadBytes(offset);
        return blocks.Length == offset ? new PlaceIndex(name, source, licence, countries, directory, blocks) : null;
    }

    Gazetteer Make(IndexedCountry country, IReadOnlyCollection<PlaceAlias>? aliases) =>
        new(country.Iso3, country.ValidFrom is null ? Name : $"{Name} {country.ValidFrom}", [.. Places(country.Iso3)], aliases);

    /// <summary>A line a unit: level, code, parent, then language and name in turns; an unnamed language is left empty.</summary>
    static byte[] Pack(IEnumerable<Place> places)
    {
        using var packed = new MemoryStream();
        using (var writer = new StreamWriter(new BrotliStream(packed, CompressionLevel.SmallestSize), new UTF8Encoding(false)) { NewLine = "\n" })
        {
            foreach (var place in places.OrderBy(place => place.Level).ThenBy(place => place.Code, StringComparer.Ordinal))
            {
                // The name shown comes first: a reader takes it from there.
                var names = place.Names.OrderByDescending(name => name.Value == place.Name).ThenBy(name => name.Key, StringComparer.Ordinal);
                writer.WriteLine(string.Join('\t', [$"{place.Level}", place.Code, place.Parent ?? "", .. names.SelectMany(name => new[] { name.Key == "und" ? "" : name.Key, name.Value.Replace('\t', ' ') })]));
            }
        }

        return packed.ToArray();
    }

    static Place Unit(string[] fields)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 3; at + 1 < fields.Length; at += 2)
        {
            names[fields[at].Length == 0 ? "und" : fields[at]] = fields[at + 1];
        }

        return fields.Length < 3 ? throw new InvalidDataException() : new Place(fields[1], fields[0][0] - '0', fields[2].Length == 0 ? null : fields[2], fields.Length > 4 ? fields[4] : "", names);
    }

    static UnreadableException Damaged(string fileName) =>
        new(new ReadProblem("place-index-damaged", "This is no place index, or only a part of one.", fileName, "Make it anew with muster places build."));
}
