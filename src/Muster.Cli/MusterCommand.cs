using System.CommandLine;
using System.CommandLine.Invocation;
using Muster.Cli.Verbs;
using Muster.Tabular.Reading;

namespace Muster.Cli;

/// <summary>The command with its verbs.</summary>
static class MusterCommand
{
    /// <summary>Runs the program.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter words)
    {
        try
        {
            var parsed = Create(arguments).Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                throw new RefusedException(string.Join(' ', parsed.Errors.Select(error => error.Message)) + " See muster --help.");
            }

            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            return parsed.Action is AsynchronousCommandLineAction ? await parsed.InvokeAsync(configuration) : parsed.Invoke(configuration);
        }
        catch (UnreadableException unreadable)
        {
            words.WriteLine(unreadable.Problem);
        }
        catch (RefusedException refused)
        {
            words.WriteLine(refused.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            words.WriteLine(failure.Message);
        }

        return ExitCode.CouldNotRun;
    }

    /// <summary>The command; where the first argument names a verb, with that verb alone, as the others need not be made.</summary>
    static RootCommand Create(string[] arguments)
    {
        var root = new RootCommand("Reads, checks, matches and converts the tables of a humanitarian response.\nData goes to standard output, words to standard error. Exit code 0: clean; 1: findings; 2: could not run.");
        foreach (var (name, create) in Verbs)
        {
            if (arguments.Length == 0 || arguments[0] == name || !Verbs.Any(verb => verb.Name == arguments[0]))
            {
                root.Subcommands.Add(create());
            }
        }

        return root;
    }

    static readonly (string Name, Func<Command> Create)[] Verbs =
    [
        ("detect", Detect.Create),
        ("tag", Tag.Create),
        ("validate", Validate.Create),
        ("match", Match.Create),
        ("places", Places.Create),
        ("aggregate", Aggregate.Create),
        ("reconcile", Reconcile.Create),
        ("clean", Clean.Create),
        ("sort", Sort.Create),
        ("join", Join.Create),
        ("append", Append.Create),
        ("compare", Compare.Create),
        ("convert", Muster.Cli.Verbs.Convert.Create),
        ("push", Push.Create),
    ];
}
