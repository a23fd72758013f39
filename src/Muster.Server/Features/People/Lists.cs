using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>The contact lists that a viewer sees: of an operation, and all.</summary>
static class Lists
{
    const int PageSize = 50;

    /// <summary>Contacts of an operation. The anonymous see that there are lists to sign in for, and nothing of them.</summary>
    public static async Task<RazorComponentResult<ContactsPage>> OfOperation(OperationScope scope, ListStore lists, CancellationToken cancel)
    {
        var seen = scope.Viewer.IsSignedIn ? await lists.OfOperationAsync(scope.Operation, scope.Viewer, cancel) : [];
        return new(new { Scope = scope, Lists = seen, Counts = await lists.CountsAsync([.. seen.Select(list => list.List.Id)], scope.Viewer, cancel) });
    }

    /// <returns>Lists of the operation that the viewer sees; none for the anonymous.</returns>
    public static async Task<Ok<IReadOnlyList<ListAnswer>>> HandleOfOperation(OperationScope scope, ListStore lists, CancellationToken cancel) =>
        TypedResults.Ok(await AnswersAsync(scope.Viewer.IsSignedIn ? await lists.OfOperationAsync(scope.Operation, scope.Viewer, cancel) : [], scope.Viewer, lists, cancel));

    public static async Task<RazorComponentResult<ListsPage>> Page(Viewer viewer, ListStore lists, MusterDb db, string? q, ContactListType? type, int? page, CancellationToken cancel) =>
        await PageAsync(viewer, lists, db, q, type, page, new CustomListForm(), [], cancel);

    /// <returns>All lists that the viewer sees.</returns>
    public static async Task<Ok<IReadOnlyList<ListAnswer>>> Handle(Viewer viewer, ListStore lists, MusterDb db, string? q, ContactListType? type, CancellationToken cancel) =>
        TypedResults.Ok(await AnswersAsync(await FindAsync(viewer, lists, db, q, type, cancel), viewer, lists, cancel));

    public static async Task<IResult> CreateFromForm(Viewer viewer, [FromForm] CustomListForm? form, ListStore lists, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        form ??= new();
        var (made, errors) = await CreateAsync(viewer, form, lists, db, text, cancel);
        return made is null ? await PageAsync(viewer, lists, db, null, null, null, form, errors, cancel) : TypedResults.LocalRedirect("/lists/" + made.Slug);
    }

    /// <returns>201 and the list; 400 <c>list-invalid</c>.</returns>
    public static async Task<IResult> Create(Viewer viewer, CustomListForm form, ListStore lists, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        var (made, errors) = await CreateAsync(viewer, form, lists, db, text, cancel);
        return made is null
            ? new Refusal(400, "list-invalid", text["list-invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) }
            : TypedResults.Created("/api/lists/" + made.Slug, ListAnswer.Of((await lists.FindAsync(made.Slug, viewer, cancel))!, 0, null));
    }

    static async Task<(ContactList? Made, Dictionary<string, string> Errors)> CreateAsync(Viewer viewer, CustomListForm form, ListStore lists, MusterDb db, IStringLocalizer text, CancellationToken cancel)
    {
        var errors = form.Check(text);
        Guid? operation = null;
        if (!string.IsNullOrWhiteSpace(form.Operation))
        {
            var found = await db.Set<Operation>().AsNoTracking().SingleOrDefaultAsync(row => row.Slug == form.Operation.Trim(), cancel);
            if (found is null || !OperationGate.Sees(viewer, found) || viewer.RoleIn(found.Id) < OperationRole.Member)
            {
                errors["operation"] = text["operation-unknown"];
            }

            operation = found?.Id;
        }

        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var label = form.Label!.Trim();
        var made = lists.New(ContactListType.Custom, operation, null, label, label, viewer.AccountId, form.Visibility, form.Joining);
        db.Add(made);
        await db.SaveChangesAsync(cancel);
        return (made, errors);
    }

    static async Task<IReadOnlyList<ListScope>> FindAsync(Viewer viewer, ListStore lists, MusterDb db, string? q, ContactListType? type, CancellationToken cancel)
    {
        var found = db.Set<ContactList>().AsNoTracking();
        foreach (var word in Fold.Text(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            found = found.Where(list => list.SearchText.Contains(word));
        }

        return await lists.ScopesAsync(await (type is { } wanted ? found.Where(list => list.Type == wanted) : found).OrderBy(list => list.SearchText).Take(5000).ToListAsync(cancel), viewer, cancel);
    }

    static async Task<IReadOnlyList<ListAnswer>> AnswersAsync(IReadOnlyList<ListScope> seen, Viewer viewer, ListStore lists, CancellationToken cancel)
    {
        var counts = await lists.CountsAsync([.. seen.Select(scope => scope.List.Id)], viewer, cancel);
        return [.. seen.Select(scope => ListAnswer.Of(scope, counts.GetValueOrDefault(scope.List.Id), null))];
    }

    static async Task<RazorComponentResult<ListsPage>> PageAsync(Viewer viewer, ListStore lists, MusterDb db, string? q, ContactListType? type, int? page, CustomListForm form, Dictionary<string, string> errors, CancellationToken cancel)
    {
        var found = await FindAsync(viewer, lists, db, q, type, cancel);
        var shown = found.Skip((Math.Max(1, page ?? 1) - 1) * PageSize).Take(PageSize).ToList();
        return new(new
        {
            Lists = (IReadOnlyList<ListScope>)shown,
            Counts = await lists.CountsAsync([.. shown.Select(scope => scope.List.Id)], viewer, cancel),
            Q = q,
            Type = type,
            Number = Math.Max(1, page ?? 1),
            Total = found.Count,
            PageSize,
            Form = form,
            Errors = (IReadOnlyDictionary<string, string>)errors,
        })
        { StatusCode = errors.Count == 0 ? 200 : 400 };
    }
}

/// <summary>What a person enters of a list of their own.</summary>
public sealed class CustomListForm
{
    /// <summary>1 to 200 characters.</summary>
    public string? Label { get; set; }

    /// <summary>Short name of the operation it belongs to, or empty.</summary>
    public string? Operation { get; set; }

    public ListReach Visibility { get; set; } = ListReach.Members;
    public ListJoining Joining { get; set; } = ListJoining.Moderated;

    internal Dictionary<string, string> Check(IStringLocalizer text)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Label) || Label.Trim().Length > 200 || Fold.Text(Label).Trim().Length == 0)
        {
            errors["label"] = text["label-needed"];
        }

        if (!Enum.IsDefined(Visibility) || !Enum.IsDefined(Joining))
        {
            errors["visibility"] = text["audience-unknown"];
        }

        return errors;
    }
}
