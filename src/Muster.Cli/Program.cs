using Muster.Cli;

return await MusterCommand.RunAsync(args, Console.Error);
