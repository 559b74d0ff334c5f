using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MediaPipeline.Api.Access;

/// <summary>Makes secrets and hashes them. They are 256 random bits, so a fast hash is enough.</summary>
internal static class KeySecrets
{
    private const string Prefix = "mpk_";
    private const int SecretBytes = 32;

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Constant time.</summary>
    public static bool AreEqual(string hash, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}
