namespace Muster.Server;

/// <summary>The arguments of <c>./run</c> as settings: <c>--port 5080</c>, <c>--bind ADDRESS</c>, <c>--data DIR</c>, <c>--no-demo</c>.</summary>
static class Arguments
{
    public static Dictionary<string, string?> Parse(string[] args)
    {
        var settings = new Dictionary<string, string?>();
        for (var index = 0; index < args.Length; index++)
        {
            switch (args[index])
            {
                case "--port" or "--bind" or "--data" when index + 1 < args.Length:
                    settings[args[index][2..].ToUpperInvariant()] = args[++index];
                    break;
                case "--no-demo":
                    settings["NO_DEMO"] = "true";
                    break;
                case "admin" when args[index..].Intersect(["--data", "--port", "--bind", "--no-demo"]).FirstOrDefault() is { } late:
                    throw new SettingsException($"Put {late} before admin: ./run {late} … admin …");
                case "admin":
                    return settings;
                case var other when other.StartsWith("--", StringComparison.Ordinal) && !other.Contains('='):
                    throw new SettingsException($"\"{other}\" is not an option, or its value is missing. Options: --port NUMBER, --bind ADDRESS, --data FOLDER, --no-demo.");
            }
        }

        return settings;
    }
}
