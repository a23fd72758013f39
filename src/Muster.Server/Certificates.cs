using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Muster.Server;

/// <summary>Loads the server's certificate from PFX or PEM.</summary>
static class Certificates
{
    /// <exception cref="SettingsException">The file is missing or not a certificate with its key.</exception>
    public static X509Certificate2 Load(string path, string? keyPathOrPassword)
    {
        try
        {
            return path.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".p12", StringComparison.OrdinalIgnoreCase)
                ? X509CertificateLoader.LoadPkcs12FromFile(path, keyPathOrPassword)
                : X509Certificate2.CreateFromPemFile(path, keyPathOrPassword);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The certificate {path} cannot be used: {failure.Message} Give MUSTER_CERTIFICATE a PFX or PEM file and MUSTER_CERTIFICATE_KEY its password or key file.");
        }
    }
}
