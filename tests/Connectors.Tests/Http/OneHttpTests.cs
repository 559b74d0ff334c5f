using System.Text.RegularExpressions;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Connectors.Tests.Http;

/// <summary>Rules for hostile addresses hold because there is one place that opens connections.</summary>
public sealed partial class OneHttpTests
{
    [Fact]
    public void HttpClients_AreMadeInOnePlaceOnly()
    {
        var made = Directory.EnumerateFiles(Path.Join(RepositoryDirectory.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"))
            .Where(file => Made().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file));

        made.ShouldBe(["OutboundHttp.cs"], "take a client from IHttpClientFactory instead");
    }

    [GeneratedRegex(
        @"new\s+(?:HttpClient|HttpMessageInvoker|SocketsHttpHandler|HttpClientHandler|WebClient|TcpClient)\b|\bWebRequest\.Create",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Made();
}
