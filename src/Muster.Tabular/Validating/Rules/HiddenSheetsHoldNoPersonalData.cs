using System.Text.RegularExpressions;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Sheets that nobody sees hold no e-mail addresses or telephone numbers: they travel with the file.</summary>
sealed partial class HiddenSheetsHoldNoPersonalData : Rule
{
    static readonly RuleInfo About = new("PT-07", Severity.Warning, "Hidden sheets hold no personal data", "Sheet \"{s}\" ({state}) contains {count} {what}.", "cod.md 4.7; names of persons are not told from other names");

    /// <summary>Cells looked at in one sheet.</summary>
    const long MostCells = 2_000_000;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Source?.Sheets.Any(sheet => sheet.IsHidden) == true;

    public override void End(Pass pass)
    {
        foreach (var sheet in pass.Table.Source!.Sheets.Where(sheet => sheet.IsHidden && sheet.Index != pass.Table.Sheet.Index))
        {
            var (addresses, numbers) = Count(pass.Table.Source, sheet.Index);
            Tell(pass, sheet.Name, addresses, "e-mail addresses");
            Tell(pass, sheet.Name, numbers, "telephone numbers");
        }
    }

    static void Tell(Pass pass, string sheet, long count, string what)
    {
        if (count > 0)
        {
            pass.Late(About, Severity.Warning, null, null, null, null, null, count, sheet, "hidden", $"{count}", what);
        }
    }

    static (long Addresses, long Numbers) Count(TableSource source, int sheet)
    {
        var (addresses, numbers, seen) = (0L, 0L, 0L);
        using var rows = source.OpenRows(sheet);
        while (seen < MostCells && rows.Read())
        {
            for (var column = 0; column < rows.FieldCount; column++)
            {
                var text = rows.Field(column);
                seen++;
                addresses += text.Contains('@') && Address().IsMatch(text) ? 1 : 0;
                numbers += text.Length is >= 8 and <= 25 && rows.Kind(column) == CellKind.Text && Telephone().IsMatch(text) ? 1 : 0;
            }
        }

        return (addresses, numbers);
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>An international number, or one in groups: figures alone may be anything.</summary>
    [GeneratedRegex(@"^\s*(?:\+\d[\d ()./-]{6,}|\(?0\d{1,3}\)?(?:[ ./-]\d{2,4}){2,})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();
}
