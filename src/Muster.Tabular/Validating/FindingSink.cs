using System.Text;

namespace Muster.Tabular.Validating;

/// <summary>Counts findings, keeps the cap, makes messages and hands findings on in row order.</summary>
sealed class FindingSink(int cap, Action<Finding>? receiver)
{
    const int LongestValue = 200;

    readonly Dictionary<(string Rule, Severity Severity), long> counts = [];
    readonly Dictionary<string, int> kept = [];
    readonly List<Finding> waiting = [];

    /// <summary>Rules with more findings than were handed out.</summary>
    public IEnumerable<string> Capped => kept.Where(rule => rule.Value >= cap && counts.Where(count => count.Key.Rule == rule.Key).Sum(count => count.Value) > cap).Select(rule => rule.Key).Order(StringComparer.Ordinal);

    /// <summary>Counts by rule and severity, errors first, then by id.</summary>
    public IReadOnlyList<RuleCount> Counts =>
        [.. counts.OrderByDescending(count => count.Key.Severity).ThenBy(count => count.Key.Rule, StringComparer.Ordinal).Select(count => new RuleCount(count.Key.Rule, count.Key.Severity, count.Value))];

    /// <summary>False when further findings of the rule are only counted.</summary>
    public bool Wants(RuleInfo rule) => receiver is not null && kept.GetValueOrDefault(rule.Id) < cap;

    public void Add(RuleInfo rule, Severity severity, int? rowNumber, string? column, ReadOnlySpan<char> value, string? expected, string? place, long count, string[] arguments)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (rule.Id, severity), out _)++;
        if (!Wants(rule))
        {
            return;
        }

        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(kept, rule.Id, out _)++;
        var shown = value.IsEmpty ? null : value.Length > LongestValue ? string.Concat(value[..LongestValue], "…") : value.ToString();
        waiting.Add(new Finding(rule.Id, severity, rowNumber, column, shown, expected, place, count, Fill(rule.Message, arguments), arguments));
    }

    /// <summary>Hands on what waits: rows in order, those without a row last.</summary>
    public void Flush()
    {
        if (waiting.Count == 0)
        {
            return;
        }

        foreach (var finding in waiting.OrderBy(finding => finding.RowNumber ?? int.MaxValue))
        {
            receiver?.Invoke(finding);
        }

        waiting.Clear();
    }

    /// <summary>Puts arguments into the placeholders of a template, in order.</summary>
    public static string Fill(string template, string[] arguments)
    {
        var text = new StringBuilder(template.Length + 32);
        var (from, next) = (0, 0);
        for (var open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{', from))
        {
            text.Append(template, from, open - from);
            text.Append(next < arguments.Length ? arguments[next++] : "");
            from = template.IndexOf('}', open) + 1;
        }

        return text.Append(template, from, template.Length - from).ToString();
    }
}
