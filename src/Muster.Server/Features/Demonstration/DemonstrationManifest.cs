using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Demonstration;

/// <summary>What the demonstration is made of: <c>demo.json</c> beside its files.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Gazetteers">Editions of places.</param>
/// <param name="Datasets">Datasets, in the order in which they are loaded.</param>
sealed record DemonstrationManifest(DemonstrationOperation Operation, IReadOnlyList<DemonstrationGazetteer> Gazetteers, IReadOnlyList<DemonstrationDataset> Datasets)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Figures to save, once the datasets are there.</summary>
    public IReadOnlyList<DemonstrationFigure> Figures { get; init; } = [];

    /// <summary>Folder that the paths in it start from.</summary>
    [JsonIgnore]
    public string Folder { get; private init; } = "";

    /// <summary>The first manifest below the samples folder; null where there is none, as in an installation without samples.</summary>
    public static DemonstrationManifest? Find(string samplesFolder)
    {
        var path = Directory.Exists(samplesFolder) ? Directory.EnumerateDirectories(samplesFolder).Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "demo.json")).FirstOrDefault(File.Exists) : null;
        return path is null ? null : JsonSerializer.Deserialize<DemonstrationManifest>(File.ReadAllText(path), Json)! with { Folder = Path.GetDirectoryName(path)! };
    }

    /// <summary>The same id each time for one part of one demonstration operation: whatever was begun before a crash, or on another node, is found again.</summary>
    public static Guid IdOf(Guid operation, string part) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{operation:D} {part}")).AsSpan(0, 16));
}

/// <summary>The operation to make.</summary>
sealed record DemonstrationOperation(string Slug, string Name, string? Disaster, string? Glide, IReadOnlyList<string> Countries, string? ExpectedEnd, OperationStatus Status, string Zone, string? Description);

/// <summary>An edition to load: tables of units and boundaries, as paths from the manifest's folder.</summary>
sealed record DemonstrationGazetteer(string Country, string Name, string? Source, string? Licence, DateOnly ValidOn, IReadOnlyList<string> Units, IReadOnlyList<string> Boundaries);

/// <summary>A dataset to import.</summary>
sealed record DemonstrationDataset(string Slug, string Title, string File, string? Source, string? Licence, string? Description, DateOnly? PeriodStart, DateOnly? PeriodEnd, Sensitivity Sensitivity, Audience Audience, string? Method, string? Caveats)
{
    /// <summary>Its rows are reported figures and go into the register of key figures.</summary>
    public bool HoldsKeyFigures { get; init; }
}

/// <summary>A figure to save.</summary>
sealed record DemonstrationFigure(string Slug, string Title, FigureKind Kind, string Dataset, string? SecondDataset, FigureSettings? Settings);
