namespace Muster.Cli;

/// <summary>Ends a run before anything is written, with a sentence for the person.</summary>
sealed class RefusedException(string message) : Exception(message);
