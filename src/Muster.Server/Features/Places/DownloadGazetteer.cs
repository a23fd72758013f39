using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Places;

/// <summary>The units of a level as CSV in the classic schema: each row with codes and names of all levels above (cod.md 2.1), so that it can be read in again. Without <c>level</c> the deepest.</summary>
static class DownloadGazetteer
{
    /// <returns>A CSV file; 404 <c>places-none</c>, or for a level that is not there.</returns>
    public static async Task<IResult> Handle(CountryScope scope, Guid? edition, int? level, PlaceStore places, MusterDb db, IStringLocalizer<PlacesText> text, HttpContext context, CancellationToken cancel)
    {
        if (await places.EditionAsync(scope.Country, edition, cancel) is not { } shown)
        {
            return ShowCountry.None(scope, text);
        }

        var units = await db.Set<PlaceRow>().AsNoTracking().Where(place => place.EditionId == shown.Id)
            .Select(place => new Row(place.Code, place.Level, place.ParentCode, place.NamesJson, place.AreaSqKm)).ToListAsync(cancel);
        var deepest = level ?? units.Select(unit => unit.Level).DefaultIfEmpty(0).Max();
        if (!units.Any(unit => unit.Level == deepest))
        {
            return Refusals.Of(context, 404);
        }

        var file = new MemoryStream();
        Write(file, units, deepest, shown);
        file.Position = 0;
        return TypedResults.Stream(file, "text/csv; charset=utf-8", $"{scope.Country.ToLowerInvariant()}_admgz_adm{deepest}_{shown.ValidOn:yyyyMMdd}.csv");
    }

    static void Write(Stream output, List<Row> units, int deepest, GazetteerEdition edition)
    {
        var byCode = units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        var levels = Enumerable.Range(0, deepest + 1).Reverse().Where(level => units.Any(unit => unit.Level == level)).ToArray();
        var languages = levels.ToDictionary(level => level, level => units.Where(unit => unit.Level == level).SelectMany(unit => unit.Names.Keys).Distinct().Order(StringComparer.Ordinal).ToArray());
        var columns = new List<ColumnMeaning>();
        foreach (var level in levels)
        {
            foreach (var language in languages[level])
            {
                AddColumn(NameHeader(level, language));
            }

            AddColumn($"ADM{level}_PCODE");
        }

        AddColumn("validOn");
        AddColumn("AREA_SQKM");
        using var writer = TableWriter.Csv(output, columns, guardFormulas: true);
        var (block, number) = (new RowBlock(), 1);
        foreach (var unit in units.Where(unit => unit.Level == deepest).OrderBy(unit => unit.Code, StringComparer.Ordinal))
        {
            AddRow(block, unit, ++number);
            if (block.Count == RowBlock.Capacity)
            {
                writer.Write(block);
                block.Clear();
            }
        }

        writer.Write(block);
        writer.Complete();

        void AddColumn(string header) => columns.Add(new ColumnMeaning(new SheetColumn(columns.Count, header, null), Meaning.Unknown, 1, ""));

        void AddRow(RowBlock block, Row unit, int number)
        {
            foreach (var level in levels)
            {
                var own = Ancestor(unit, level, byCode);
                foreach (var language in languages[level])
                {
                    block.AddField(own?.Names.GetValueOrDefault(language) ?? "", CellKind.Text);
                }

                block.AddField(own?.Code ?? "", CellKind.Text);
            }

            block.AddField(edition.ValidOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), CellKind.Text);
            block.AddField(unit.Area?.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) ?? "", CellKind.Text);
            block.EndRow(number);
        }
    }

    /// <summary><c>ADM1_FR</c>, <c>ADM1_NAME</c> where the language is not known, <c>ADM1_REF</c> and the like for further names.</summary>
    static string NameHeader(int level, string language) => language.Split("-x-") switch
    {
        ["und"] => $"ADM{level}_NAME",
        [var plain] => $"ADM{level}_{plain.ToUpperInvariant()}",
        ["und", var further] => $"ADM{level}_{further.ToUpperInvariant()}",
        [var plain, var further] => $"ADM{level}{further.ToUpperInvariant()}{plain.ToUpperInvariant()}",
        _ => $"ADM{level}_{language}",
    };

    static Row? Ancestor(Row unit, int level, Dictionary<string, Row> byCode)
    {
        for (Row? at = unit; at is not null && at.Level >= level;)
        {
            if (at.Level == level)
            {
                return at;
            }

            at = at.Parent is not null && byCode.TryGetValue(at.Parent, out var parent) && parent.Level < at.Level ? parent : null;
        }

        return null;
    }

    sealed record Row(string Code, int Level, string? Parent, string NamesJson, double? Area)
    {
        public IReadOnlyDictionary<string, string> Names => field ??= PlaceNames.Read(NamesJson);
    }
}
