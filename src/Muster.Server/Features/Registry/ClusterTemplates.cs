namespace Muster.Server.Features.Registry;

/// <summary>A set of clusters that an operation can begin with.</summary>
/// <param name="Key">Stable word: <c>clusters</c>.</param>
/// <param name="Clusters">What it makes, parents first.</param>
public sealed record ClusterTemplate(string Key, IReadOnlyList<ClusterTemplateLine> Clusters)
{
    /// <summary>The eleven global clusters with the areas of responsibility of protection (coordination.md 3.2), and the information-management working group.</summary>
    public static IReadOnlyList<ClusterTemplate> All { get; } =
    [
        new("clusters",
        [
            new(ClusterKind.Cluster, "CCCM", "CCM", null), new(ClusterKind.Cluster, "ER", "ERY", null), new(ClusterKind.Cluster, "EDU", "EDU", null), new(ClusterKind.Cluster, "ES/NFI", "SHL", null),
            new(ClusterKind.Cluster, "ETC", "TEL", null), new(ClusterKind.Cluster, "FSC", "FSC", null), new(ClusterKind.Cluster, "HEA", "HEA", null), new(ClusterKind.Cluster, "LOG", "LOG", null),
            new(ClusterKind.Cluster, "NUT", "NUT", null), new(ClusterKind.Cluster, "PRO", "PRO", null), new(ClusterKind.Cluster, "WASH", "WSH", null),
            new(ClusterKind.AreaOfResponsibility, "CP", "PRO-CPN", "PRO"), new(ClusterKind.AreaOfResponsibility, "GBV", "PRO-GBV", "PRO"), new(ClusterKind.AreaOfResponsibility, "HLP", "PRO-HLP", "PRO"), new(ClusterKind.AreaOfResponsibility, "MA", "PRO-MIN", "PRO"),
            new(ClusterKind.WorkingGroup, "CWG", "MPC", null), new(ClusterKind.WorkingGroup, "IMWG", null, null), new(ClusterKind.WorkingGroup, "ICCG", null, null),
        ]),
        new("sectors",
        [
            new(ClusterKind.Sector, null, "EDU", null), new(ClusterKind.Sector, null, "FSC", null), new(ClusterKind.Sector, null, "HEA", null), new(ClusterKind.Sector, null, "LOG", null), new(ClusterKind.Sector, null, "NUT", null),
            new(ClusterKind.Sector, "PRO", "PRO", null), new(ClusterKind.Sector, null, "SHL", null), new(ClusterKind.Sector, "WASH", "WSH", null), new(ClusterKind.WorkingGroup, "IMWG", null, null),
        ]),
    ];
}

/// <summary>A cluster of a template. Its name is the text <c>sector-CODE</c>, or <c>group-ACRONYM</c> where it has no code.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Acronym">Acronym, or null.</param>
/// <param name="Code">Code of the global sector, or null.</param>
/// <param name="Parent">Acronym of the cluster above, or null.</param>
public sealed record ClusterTemplateLine(ClusterKind Kind, string? Acronym, string? Code, string? Parent)
{
    /// <summary>Key of the name's text.</summary>
    public string NameKey => Code is not null ? "sector-" + Code : "group-" + Acronym;
}
