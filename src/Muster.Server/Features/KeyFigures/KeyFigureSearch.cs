using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Search;
using Muster.Server.Storage;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Finds lines of the registers of all operations that the viewer sees.</summary>
sealed class KeyFigureSearch(MusterDb db, KeyFigureStore store, IStringLocalizer<KeyFiguresText> text) : SearchSource
{
    const int MostOperations = 50;

    public override string Kind => "key-figure";

    public override string Title => text["key-figures"];

    public override async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Viewer viewer, int limit, CancellationToken cancel)
    {
        var candidates = db.Set<KeyFigure>().AsNoTracking();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10))
        {
            candidates = candidates.Where(figure => figure.SearchText.Contains(word));
        }

        var operations = await db.Set<Operation>().AsNoTracking().Where(operation => candidates.Any(figure => figure.OperationId == operation.Id)).Take(MostOperations).ToListAsync(cancel);
        var hits = new List<SearchHit>();
        foreach (var operation in operations.Where(operation => OperationGate.Sees(viewer, operation)))
        {
            var lines = new KeyFigureChoice(text, null, null, null).Apply(await store.LinesAsync(new OperationScope(operation, viewer), cancel));
            hits.AddRange(lines.Select(line => Hit(operation, line)));
            if (hits.Count >= limit)
            {
                break;
            }
        }

        return [.. hits.Take(limit)];
    }

    SearchHit Hit(Operation operation, KeyFigureLine line)
    {
        var row = KeyFigureRow.Of(line, text);
        return new SearchHit($"{row.Name}{(row.Area.Length > 0 ? ", " + row.Area : "")}: {row.Value ?? text["not-given"]}", $"/operations/{operation.Slug}/key-figures/{row.Id:D}", operation.Name);
    }
}
