using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Population;

/// <summary>Residents of the places below a place, in the wide COD-PS form or the long UNFPA form (cod.md 3), as CSV or workbook, with HXL tags where asked for.</summary>
static class ExportPopulation
{
    static readonly Sex[] Sexes = [Sex.Female, Sex.Male, Sex.All];

    /// <param name="scope">Operation.</param>
    /// <param name="code">P-code of the place that holds the rows.</param>
    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    /// <param name="form"><c>wide</c> (default) or <c>long</c>.</param>
    /// <param name="level">Level of the rows; the one below the place where none is given.</param>
    /// <param name="source">Key of a source; null takes for each place the one in use.</param>
    /// <param name="hxl">True puts a row of HXL tags under the headers.</param>
    /// <param name="store">Population.</param>
    /// <param name="text">Texts.</param>
    /// <param name="context">Request.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>The file; 404 for an unknown place, another format, or where no place has a figure in use; 400 <c>population-form-unknown</c>.</returns>
    public static async Task<IResult> Handle(OperationScope scope, string code, string format, string? form, int? level, string? source, bool? hxl, PopulationStore store, IStringLocalizer<PopulationText> text, HttpContext context, CancellationToken cancel)
    {
        if (format is not ("csv" or "xlsx") || await store.PlaceAsync(scope, code, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        if (form is not (null or "" or "wide" or "long"))
        {
            return new Refusal(400, "population-form-unknown", text["form-unknown", form], text["form-unknown-next"]);
        }

        var (gazetteer, place) = (found.Gazetteer.Gazetteer, found.Place);
        var desk = await store.OpenAsync(scope, found.Gazetteer, cancel);
        var depth = level ?? Math.Min(place.Level + 1, gazetteer.Places.Select(unit => unit.Level).DefaultIfEmpty(0).Max());
        var rows = new List<(Place Unit, PopulationSource Source)>();
        foreach (var unit in (depth == 0 ? [gazetteer.Country0()] : gazetteer.Places.Where(unit => unit.Level == depth)).Where(unit => gazetteer.Lineage(unit).Any(holder => holder.Code == place.Code)).OrderBy(unit => unit.Code, StringComparer.Ordinal))
        {
            var used = string.IsNullOrEmpty(source) ? desk.InUse(unit) : desk.Of(unit).FirstOrDefault(candidate => candidate.Key == source);
            if (used is not null)
            {
                rows.Add((unit, used));
            }
        }

        if (rows.Count == 0)
        {
            return new Refusal(404, "population-none-in-use", text["none-in-use"], text["none-in-use-next"]);
        }

        var file = new MemoryStream();
        var table = form == "long" ? Long(gazetteer, depth, rows) : Wide(gazetteer, depth, rows);
        table.Write(file, format, hxl is true);
        file.Position = 0;
        var year = rows.Select(row => row.Source.Year).Distinct().ToList() is [{ } one] ? "_" + one : "";
        var name = $"{gazetteer.Country.ToLowerInvariant()}_admpop_adm{depth}{year}{(form == "long" ? "_long" : "")}.{format}";
        return TypedResults.File(file, format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    /// <summary><c>year, ISO3, ADM0_…, F_TL, M_TL, T_TL, F_00_04 …</c>: the current full form. A group that a source does not tell stays blank.</summary>
    static ExportTable Wide(Gazetteer gazetteer, int level, List<(Place Unit, PopulationSource Source)> rows)
    {
        var bands = rows.SelectMany(row => row.Source.Groups).Where(group => group.Cells > 0 && group.Age is not null).Select(group => group.Age!.Value).Distinct().OrderBy(age => age.FromMonths).ThenBy(age => age.ToMonths ?? int.MaxValue).ToList();
        var table = new ExportTable().Column("year", new(Concept.Year)).Column("ISO3", new(Concept.CountryCode));
        for (var at = 0; at <= level; at++)
        {
            table.Column($"ADM{at}_NAME", new(Concept.PlaceName, at)).Column($"ADM{at}_PCODE", new(Concept.PlaceCode, at));
        }

        foreach (var meaning in Sexes.Select(sex => new Meaning(Concept.Population, Sex: sex)).Concat(Sexes.SelectMany(sex => bands.Select(band => new Meaning(Concept.Population, Sex: sex, Age: band)))))
        {
            table.Column(HeaderNames.Write(meaning, HeaderStyle.CodClassic) ?? $"{meaning.Sex.ToString()[0]}_{meaning.Age}", meaning);
        }

        table.Column("source", new(Concept.Source));
        foreach (var (unit, source) in rows)
        {
            var cells = new List<object?> { source.Year, gazetteer.Country };
            cells.AddRange(Lineage(gazetteer, unit));
            cells.AddRange(Sexes.Select(sex => (object?)(sex switch { Sex.Female => source.Female, Sex.Male => source.Male, _ => source.Total })));
            cells.AddRange(Sexes.SelectMany(sex => bands.Select(band => (object?)People(source, sex, band))));
            cells.Add(source.Title);
            table.Row(cells);
        }

        return table;
    }

    /// <summary>A row a unit and group: <c>Population_group, Gender, Age_range, Age_min, Age_max, Population, Reference_year, Source</c>.</summary>
    static ExportTable Long(Gazetteer gazetteer, int level, List<(Place Unit, PopulationSource Source)> rows)
    {
        var table = new ExportTable().Column("ISO3", new(Concept.CountryCode));
        for (var at = 0; at <= level; at++)
        {
            table.Column($"ADM{at}_NAME", new(Concept.PlaceName, at)).Column($"ADM{at}_PCODE", new(Concept.PlaceCode, at));
        }

        table.Column("Population_group", new(Concept.Category)).Column("Gender", new(Concept.Sex)).Column("Age_range", new(Concept.Age)).Column("Age_min", Meaning.Unknown).Column("Age_max", Meaning.Unknown)
            .Column("Population", new(Concept.Population)).Column("Reference_year", new(Concept.Year)).Column("Source", new(Concept.Source)).Column("Contributor", new(Concept.Organisation));
        foreach (var (unit, source) in rows)
        {
            foreach (var (sex, age, people) in Groups(source))
            {
                var (low, high) = age is { } band ? (Years(band.FromMonths), Years(band.ToMonths - 12)) : (null, null);
                table.Row([gazetteer.Country, .. Lineage(gazetteer, unit), $"{sex switch { Sex.Female => "F", Sex.Male => "M", _ => "T" }}_{(age is null ? "TL" : age.ToString())}", sex switch { Sex.Female => "f", Sex.Male => "m", _ => "all" }, age?.ToString() ?? "all", low, high, people, source.Year, source.Title, source.Publisher]);
            }
        }

        return table;
    }

    static IEnumerable<(Sex Sex, AgeBand? Age, decimal People)> Groups(PopulationSource source)
    {
        foreach (var (sex, total) in new[] { (Sex.Female, source.Female), (Sex.Male, source.Male), (Sex.All, source.Total) })
        {
            if (total is { } people)
            {
                yield return (sex, null, people);
            }
        }

        foreach (var group in source.Groups.Where(group => group.Cells > 0 && group.Age is not null && group.Sex != Sex.Unknown).OrderBy(group => group.Sex).ThenBy(group => group.Age!.Value.FromMonths))
        {
            yield return (group.Sex, group.Age, group.Total);
        }
    }

    static IEnumerable<object?> Lineage(Gazetteer gazetteer, Place unit) => gazetteer.Lineage(unit).Reverse().SelectMany(holder => new object?[] { holder.Name, holder.Code });

    static decimal? People(PopulationSource source, Sex sex, AgeBand band) => source.Groups.FirstOrDefault(group => group.Sex == sex && group.Age == band && group.Cells > 0)?.Total;

    static object? Years(int? months) => months is { } count && count % 12 == 0 ? (decimal)(count / 12) : null;
}

/// <summary>A small table on its way to a file.</summary>
sealed class ExportTable
{
    readonly List<ColumnMeaning> columns = [];
    readonly List<IReadOnlyList<object?>> rows = [];

    public ExportTable Column(string header, Meaning meaning)
    {
        columns.Add(new ColumnMeaning(new SheetColumn(columns.Count, header, null), meaning, 1, ""));
        return this;
    }

    public void Row(IReadOnlyList<object?> cells) => rows.Add(cells);

    public void Write(Stream output, string format, bool hxl)
    {
        var style = hxl ? HeaderStyle.Hxl : HeaderStyle.AsRead;
        using var writer = format == "csv" ? TableWriter.Csv(output, columns, style, guardFormulas: true) : TableWriter.Xlsx(output, "population", columns, headers: style);
        var (block, number) = (new RowBlock(), 1);
        foreach (var row in rows)
        {
            foreach (var cell in row)
            {
                block.AddField(Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "", cell is decimal ? CellKind.Number : CellKind.Text);
            }

            block.EndRow(++number);
            if (block.Count == RowBlock.Capacity)
            {
                writer.Write(block);
                block.Clear();
            }
        }

        writer.Write(block);
        writer.Complete();
    }
}
