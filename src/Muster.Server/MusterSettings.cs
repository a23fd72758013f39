using System.Globalization;

namespace Muster.Server;

/// <summary>The settings an owner can make, from <c>MUSTER_*</c> variables and the arguments of <c>./run</c>; <c>docs/guide/settings.md</c> describes each.</summary>
sealed record MusterSettings
{
    /// <summary>Folder with the embedded database, files and keys.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>MUSTER_DB</c>: PostgreSQL connection string; null = SQLite in the data folder.</summary>
    public string? Database { get; init; }

    /// <summary><c>MUSTER_FILES</c>: <c>s3://KEY:SECRET@HOST:PORT/BUCKET</c> (add <c>?tls=false</c> without TLS); null = the data folder.</summary>
    public string? Files { get; init; }

    /// <summary><c>MUSTER_URL</c>: address people use, for links in mails and feeds; null = the address listened on.</summary>
    public string? Url { get; init; }

    /// <summary><c>MUSTER_SMTP</c>: <c>smtp://USER:PASSWORD@HOST:PORT</c>, or <c>smtps://</c>; null = mails are kept and shown to administrators.</summary>
    public string? Smtp { get; init; }

    /// <summary><c>MUSTER_MAIL_FROM</c>: address that mails come from.</summary>
    public string? MailFrom { get; init; }

    /// <summary><c>MUSTER_PROXIES</c>: addresses of trusted proxies, comma-separated; their forwarded headers are believed.</summary>
    public string? Proxies { get; init; }

    /// <summary><c>MUSTER_CERTIFICATE</c>: path of a PFX or PEM certificate; null = plain HTTP.</summary>
    public string? Certificate { get; init; }

    /// <summary><c>MUSTER_CERTIFICATE_KEY</c>: path of the PEM key, or the PFX password.</summary>
    public string? CertificateKey { get; init; }

    /// <summary><c>MUSTER_UPLOAD_LIMIT</c>: most bytes of one upload.</summary>
    public long UploadLimitInBytes { get; init; } = 500L << 20;

    /// <summary><c>--port</c>.</summary>
    public int Port { get; init; } = 5080;

    /// <summary><c>--bind</c>.</summary>
    public string Bind { get; init; } = "localhost";

    /// <summary>The address listened on: the system chooses a free port (<c>--port 0</c>) only for a single address, and localhost may be two.</summary>
    public string ListensOn => Port == 0 && Bind == "localhost" ? "127.0.0.1" : Bind;

    /// <summary>False with <c>--no-demo</c>.</summary>
    public bool LoadDemonstration { get; init; } = true;

    /// <summary>Folder with the demonstration's files.</summary>
    public required string SamplesFolder { get; init; }

    /// <summary>Reads the settings; an unreadable one ends the start with a sentence.</summary>
    public static MusterSettings From(IConfiguration configuration)
    {
        var port = configuration["PORT"];
        if (port is not null && (!int.TryParse(port, CultureInfo.InvariantCulture, out var number) || number is < 0 or > 65535))
        {
            throw new SettingsException($"--port is \"{port}\". Give a number from 0 to 65535.");
        }

        var limit = configuration["UPLOAD_LIMIT"];
        if (limit is not null && (!long.TryParse(limit, CultureInfo.InvariantCulture, out var bytes) || bytes < 1))
        {
            throw new SettingsException($"MUSTER_UPLOAD_LIMIT is \"{limit}\". Give a number of bytes above 0.");
        }

        return new MusterSettings
        {
            DataFolder = Path.GetFullPath(configuration["DATA"] ?? Path.Combine(Root, ".data")),
            Database = Filled(configuration["DB"]),
            Files = Filled(configuration["FILES"]),
            Url = Filled(configuration["URL"])?.TrimEnd('/'),
            Smtp = Filled(configuration["SMTP"]),
            MailFrom = Filled(configuration["MAIL_FROM"]),
            Proxies = Filled(configuration["PROXIES"]),
            Certificate = Filled(configuration["CERTIFICATE"]),
            CertificateKey = Filled(configuration["CERTIFICATE_KEY"]),
            UploadLimitInBytes = limit is null ? 500L << 20 : long.Parse(limit, CultureInfo.InvariantCulture),
            Port = port is null ? 5080 : int.Parse(port, CultureInfo.InvariantCulture),
            Bind = Filled(configuration["BIND"]) ?? "localhost",
            LoadDemonstration = !string.Equals(configuration["NO_DEMO"], "true", StringComparison.OrdinalIgnoreCase),
            SamplesFolder = Path.GetFullPath(configuration["SAMPLES"] ?? Path.Combine(Root, "samples")),
        };
    }

    /// <summary>The checkout, found by walking up to <c>Muster.slnx</c>; the program's own folder where it was installed without one.</summary>
    static string Root { get; } = FindRoot();

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Muster.slnx")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }

    static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>A setting that cannot be used; the message goes to the person who started the program.</summary>
sealed class SettingsException(string message) : Exception(message);
