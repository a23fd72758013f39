using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Places;
using Muster.Server.Tests.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Tests.Population;

/// <summary>A server with the small edition of Haiti, and tables of residents and displaced people.</summary>
public sealed class PopulationScene : IAsyncLifetime
{
    internal RunningMuster Muster { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Muster.InitializeAsync();
        await Editions.SmallAsync(Muster, "HTI");
    }

    public ValueTask DisposeAsync() => Muster.DisposeAsync();

    /// <summary>A public operation and a script of its information officer.</summary>
    internal async Task<(Operation Operation, HttpClient Officer)> OperationAsync()
    {
        var operation = await Muster.OperationAsync();
        var account = await Muster.AccountAsync("Officer");
        await Muster.JoinAsync(operation, account, OperationRole.InformationOfficer);
        return (operation, await Muster.ScriptAsync(account));
    }

    internal static StoredTable Residents(params (string Code, int? Female, int? Male)[] rows)
    {
        var table = new StoredTable().With("ADM2_PCODE", meaning: new Meaning(Concept.PlaceCode, 2)).With("F_TL", Stored.Whole, new Meaning(Concept.Population, Sex: Sex.Female)).With("M_TL", Stored.Whole, new Meaning(Concept.Population, Sex: Sex.Male));
        foreach (var (code, female, male) in rows)
        {
            table.Row(code, female?.ToString(System.Globalization.CultureInfo.InvariantCulture), male?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return table;
    }

    internal static StoredTable Displaced() => new StoredTable()
        .With("admin2Pcode", meaning: new Meaning(Concept.PlaceCode, 2)).With("round", Stored.Whole, new Meaning(Concept.Round))
        .With("people", Stored.Whole, new Meaning(Concept.Displaced)).With("males", Stored.Whole, new Meaning(Concept.Displaced, Sex: Sex.Male)).With("females", Stored.Whole, new Meaning(Concept.Displaced, Sex: Sex.Female))
        .Row("HT0711", "1", "900", "400", "500").Row("HT0121", "1", "100", null, null)
        .Row("HT0711", "2", "932", "227", "300");
}
