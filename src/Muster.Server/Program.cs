using Muster.Server;

try
{
    return await MusterApp.Build(args).RunAsync(args);
}
catch (SettingsException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

/// <summary>Named so that the test host can find the program.</summary>
public partial class Program;
