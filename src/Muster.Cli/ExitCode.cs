namespace Muster.Cli;

/// <summary>What the program tells its caller.</summary>
static class ExitCode
{
    /// <summary>Ran, and found nothing to tell.</summary>
    public const int Clean = 0;

    /// <summary>Ran, and found something: defects, uncertain places, cells left out.</summary>
    public const int Findings = 1;

    /// <summary>Could not run: a file that cannot be read, options that contradict each other.</summary>
    public const int CouldNotRun = 2;
}
