using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Muster.Tabular.Reading.Map.Projections;

namespace Muster.Tabular.Reading.Map;

/// <summary>Attribute tables of a shapefile (dBASE III to 7): one or several layers, each a sheet.</summary>
sealed class DbfFile(IReadOnlyList<DbfFile.Layer> layers, ReadOptions options) : TableFile
{
    /// <summary>One table.</summary>
    /// <param name="Name">Name of the layer.</param>
    /// <param name="Open">Opens the .dbf.</param>
    /// <param name="CodePage">Content of the .cpg beside it, or null.</param>
    /// <param name="OpenShapes">Opens the .shp beside it; null where there is none.</param>
    /// <param name="Projection">Of the .prj beside it; null for degrees on WGS 84.</param>
    public sealed record Layer(string Name, Func<Stream> Open, string? CodePage, Func<Stream>? OpenShapes = null, Projection? Projection = null);

    public override SourceFormat Format => SourceFormat.Shapefile;

    public override string Encoding => EncodingOf(layers[0]).WebName;

    public override IReadOnlyList<SheetName> Sheets { get; } = [.. layers.Select((layer, index) => new SheetName(index, layer.Name, IsHidden: false))];

    public override RowReader OpenRows(int sheetIndex) => new DbfReader(layers[sheetIndex].Open(), EncodingOf(layers[sheetIndex]), options);

    public override bool HasShapes(int sheetIndex) => layers[sheetIndex].OpenShapes is not null;

    public override RowReader OpenShapes(int sheetIndex)
    {
        var layer = layers[sheetIndex];
        return layer.OpenShapes is null ? base.OpenShapes(sheetIndex) : new DbfReader(layer.Open(), EncodingOf(layer), options, new ShpReader(layer.OpenShapes(), layer.Projection, layer.Name));
    }

    /// <summary>True for the head of a dBASE table: a known version, a date, and a header that ends where it says.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        if (head.Length < 65 || head[0] is not (0x03 or 0x04 or 0x05 or 0x30 or 0x31 or 0x32 or 0x43 or 0x63 or 0x83 or 0x8B or 0x8E or 0xCB or 0xF5 or 0xFB) || head[2] is 0 or > 12 || head[3] is 0 or > 31)
        {
            return false;
        }

        var header = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        return header >= 65 && header <= head.Length && head[header - 1] is 0x0D or 0 && BinaryPrimitives.ReadUInt16LittleEndian(head[10..]) > 1;
    }

    Encoding EncodingOf(Layer layer)
    {
        if (options.Encoding is { } chosen)
        {
            return TextEncodings.Named(chosen);
        }

        return FromCodePage(layer.CodePage) ?? FromLanguage(layer) ?? Detect(layer);
    }

    static Encoding? FromCodePage(string? codePage)
    {
        var name = codePage?.Trim().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        name = name switch
        {
            null or "" or "system" => null,
            "utf8" or "utf-8" or "65001" => "utf-8",
            "88591" or "8859-1" or "iso88591" => "iso-8859-1",
            _ when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number is >= 1250 and <= 1258 ? $"windows-{number}" : number is >= 437 and <= 866 ? $"ibm{number}" : null,
            _ when name.StartsWith("ansi", StringComparison.Ordinal) => $"windows-{name[4..]}",
            _ => name,
        };
        try
        {
            return name is null ? null : TextEncodings.Named(name);
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    // The language driver of the header; only those that programs of the trade really write.
    static Encoding? FromLanguage(Layer layer)
    {
        using var stream = layer.Open();
        var head = new byte[32];
        stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[29] switch
        {
            0x01 or 0x09 or 0x0B or 0x0F or 0x11 => TextEncodings.Named("ibm437"),
            0x02 or 0x0A or 0x0E or 0x14 or 0x25 => TextEncodings.Named("ibm850"),
            0xC8 => TextEncodings.Named("windows-1250"),
            0xC9 => TextEncodings.Named("windows-1251"),
            _ => null,
        };
    }

    static Encoding Detect(Layer layer)
    {
        using var stream = layer.Open();
        var head = new byte[32];
        stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return TextEncodings.DetectBytes(stream, BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)));
    }
}
