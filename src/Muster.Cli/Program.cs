using Muster.Cli;

return MusterCommand.Run(args, Console.Error);
