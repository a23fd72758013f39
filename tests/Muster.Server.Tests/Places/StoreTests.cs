using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Places;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Places;

public sealed class StoreTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    GazetteerStore Gazetteers => muster.Services.GetRequiredService<GazetteerStore>();

    BoundaryStore Boundaries => muster.Services.GetRequiredService<BoundaryStore>();

    [Fact]
    public async Task The_current_edition_of_a_country_is_found_and_kept()
    {
        await Editions.SmallAsync(muster, "AAA", current: false);
        var current = await Editions.SmallAsync(muster, "AAA");

        var first = await Gazetteers.CurrentAsync("AAA", default);
        var second = await Gazetteers.CurrentAsync("AAA", default);

        Assert.Equal(current.Id, first!.EditionId);
        Assert.Equal(["HT", "HT01", "HT07", "HT0111", "HT0121", "HT0711"], first.Gazetteer.Places.Select(place => place.Code));
        Assert.Same(first, second);
    }

    [Fact]
    public async Task A_country_without_an_edition_has_no_gazetteer() => Assert.Null(await Gazetteers.CurrentAsync("BBB", default));

    [Fact]
    public async Task A_new_alias_and_a_new_revision_are_seen_at_once()
    {
        var edition = await Editions.SmallAsync(muster, "CCC");
        var before = await Gazetteers.FindAsync(edition.Id, default);

        await muster.SaveAsync(new AliasRow { Country = "CCC", ParentCode = "HT01", Text = "Pòtoprens", Code = "HT0111", DecidedAt = muster.Clock.GetUtcNow() });
        var aliased = await Gazetteers.FindAsync(edition.Id, default);
        await muster.WithDbAsync(db => db.Set<GazetteerEdition>().Where(row => row.Id == edition.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, 2)));
        var revised = await Gazetteers.FindAsync(edition.Id, default);

        Assert.NotSame(before, aliased);
        Assert.NotSame(aliased, revised);
    }

    [Fact]
    public async Task Boundaries_of_a_level_can_be_narrowed_to_a_unit_two_levels_up()
    {
        var edition = await Editions.SmallAsync(muster, "DDD");

        var all = await Boundaries.LevelAsync(edition.Id, 2, null, default);
        var south = await Boundaries.LevelAsync(edition.Id, 2, "HT07", default);
        var country = await Boundaries.LevelAsync(edition.Id, 2, "HT", default);

        Assert.Equal(["HT0111", "HT0121", "HT0711"], all.Select(boundary => boundary.Code));
        Assert.Equal(2, Assert.Single(south).Geometry.Area, 6);
        Assert.Equal(3, country.Count);
        Assert.Empty(await Boundaries.LevelAsync(Guid.NewGuid(), 2, null, default));
    }
}
