namespace Muster.Tabular.Reporting;

/// <summary>How the page looks: light, dark and on paper.</summary>
static class HtmlReportStyle
{
    public const string Sheet = """
        :root { color-scheme: light dark; --ink: #1a2126; --quiet: #56626b; --paper: #fff; --shade: #f3f6f7; --line: #d3dbdf; --accent: #0b5c75; --bad: #a81e1e; --bad-shade: #fbe9e8; --warn: #8a5200; --warn-shade: #fdf1dd; --note-shade: #e3f0f4; --good: #1d6b3c; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ecef; --quiet: #a3b0b8; --paper: #12181b; --shade: #1b2327; --line: #313c42; --accent: #6fc3dd; --bad: #f29a94; --bad-shade: #3a1917; --warn: #eab766; --warn-shade: #33260f; --note-shade: #133440; --good: #7fd09b; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-inline-size: 75rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; line-height: 1.35; margin: 2.2rem 0 .3rem; }
        p { margin: 0 0 .6rem; max-inline-size: 48rem; }
        dl { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: 1rem 0; }
        dl div { display: block; } dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; }
        a { color: var(--accent); text-underline-offset: .15em; }
        code { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .92em; }
        .quiet, footer { color: var(--quiet); } footer { margin-block-start: 3rem; font-size: .85rem; }
        .clean { color: var(--good); font-weight: 600; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; inline-size: 100%; margin: .4rem 0 .8rem; font-size: .93rem; }
        th, td { text-align: start; vertical-align: top; padding: .3rem .6rem; border-block-end: 1px solid var(--line); white-space: pre-wrap; }
        thead th { background: var(--shade); font-weight: 600; white-space: nowrap; }
        tbody th { font-weight: 400; }
        .number { text-align: end; font-variant-numeric: tabular-nums; }
        mark { background: var(--bad-shade); color: inherit; padding: .05em .25em; border-radius: 3px; }
        mark.blank { font-style: italic; }
        .label { font-size: .8rem; font-weight: 600; padding: .1em .5em; border-radius: 3px; white-space: nowrap; }
        .error { background: var(--bad-shade); color: var(--bad); }
        .warning { background: var(--warn-shade); color: var(--warn); }
        .information { background: var(--note-shade); color: var(--accent); }
        @media print {
          :root { color-scheme: light; --ink: #000; --quiet: #444; --paper: #fff; --shade: #eee; --line: #bbb; --accent: #000; --bad: #900; --bad-shade: #fde2e0; --warn: #6b3f00; --warn-shade: #fcefd8; --note-shade: #e6eef2; --good: #1d6b3c; }
          body { max-inline-size: none; padding: 0; font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .scroll { overflow: visible; }
          thead { display: table-header-group; } tr { break-inside: avoid; } h2, .next { break-after: avoid; }
          a { text-decoration: none; }
        }

        """;
}
