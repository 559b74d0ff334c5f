using System.Net;
using System.Security.Cryptography;
using System.Text;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Grains.Ports.Fetching;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Network;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Connectors.Tests.Http;

public sealed class UrlFetcherTests : IDisposable
{
    private const string Loopback = "127.0.0.0/8";
    private readonly TemporaryDirectory _directory = new();
    private readonly Names _names = new();

    private string Target => _directory["fetched"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task AFile_IsWrittenAndHashed()
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\nabcd");

        var result = await FetchAsync(server.Address, allowed: Loopback);

        result.ShouldBe(new FetchResult.Fetched(4, Convert.ToHexStringLower(SHA256.HashData("abcd"u8)), "image/png"));
        (await File.ReadAllTextAsync(Target)).ShouldBe("abcd");
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/", "127.0.0.1 leads to 127.0.0.1, which is no address of the public Internet")]
    [InlineData("http://2130706433:{0}/", "no address of the public Internet")]
    [InlineData("http://0x7f.1:{0}/", "no address of the public Internet")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/", "no address of the public Internet")]
    [InlineData("http://localhost:{0}/", "no address of the public Internet")]
    [InlineData("http://user:secret@example.org/", "a name or a password in it")]
    [InlineData("file:///etc/passwd", "Addresses of file: are not fetched")]
    [InlineData("ftp://example.org/a.png", "Addresses of ftp: are not fetched")]
    [InlineData("a.png", "It is no address")]
    public async Task AnAddressThatIsNotPublic_IsRefused_WithoutARequest(string url, string why)
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        var result = await FetchAsync(string.Format(null, url, server.Port));

        var fault = result.ShouldBeOfType<FetchResult.Refused>().Fault;
        fault.Code.ShouldBe("addressRefused");
        fault.Message.ShouldContain(why);
        fault.Message.ShouldNotContain("secret");
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task ARedirectToAPrivateAddress_IsRefused()
    {
        await using var inner = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var outer = RawServer.StartOnAll($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{inner.Port}/\r\nContent-Length: 0\r\n\r\n");

        Code(await FetchAsync($"http://127.0.0.2:{outer.Port}/", allowed: "127.0.0.2/32")).ShouldBe("addressRefused");
        (outer.Requests, inner.Requests).ShouldBe((1, 0));
    }

    [Fact]
    public async Task ANameThatLeadsElsewhereAfterTheCheck_ChangesNothing()
    {
        await using var server = RawServer.StartOnAll("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        _names.Answers["rebinding.example"] = new([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]);

        var first = await FetchAsync($"http://rebinding.example:{server.Port}/", allowed: "127.0.0.2/32");
        var asked = _names.Asked;
        var second = await FetchAsync($"http://rebinding.example:{server.Port}/", allowed: "127.0.0.2/32");

        first.ShouldBeOfType<FetchResult.Fetched>();
        asked.ShouldBe(1);
        Code(second).ShouldBe("addressRefused");
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Redirects_AreFollowed_ToALimit()
    {
        await using var endless = RawServer.Start("HTTP/1.1 301 Moved\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Code(await FetchAsync(endless.Address, allowed: Loopback)).ShouldBe("tooManyRedirects");
        endless.Requests.ShouldBe(6);
    }

    [Fact]
    public async Task ARedirectToAFile_IsRefused()
    {
        await using var server = RawServer.Start("HTTP/1.1 301 Moved\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");

        Code(await FetchAsync(server.Address, allowed: Loopback)).ShouldBe("addressRefused");
    }

    [Theory]
    [InlineData("404 Not Found", "image/png", "notFound")]
    [InlineData("410 Gone", "image/png", "notFound")]
    [InlineData("403 Forbidden", "image/png", "serverRefused")]
    [InlineData("204 No Content", "image/png", "serverRefused")]
    [InlineData("200 OK", "text/html; charset=utf-8", "wrongType")]
    [InlineData("200 OK", "application/json", "wrongType")]
    public async Task WhatIsNoFile_IsRefused(string status, string type, string code)
    {
        await using var server = RawServer.Start($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n\r\n");

        Code(await FetchAsync(server.Address, allowed: Loopback)).ShouldBe(code);
        File.Exists(Target).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Content-Length: 200000000\r\n")]
    [InlineData("")]
    public async Task ALongOrEndlessBody_IsRefused_WithoutReadingIt(string length)
    {
        await using var server = RawServer.StartLong($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n{length}\r\n");

        Code(await FetchAsync(server.Address, maxBytes: 100_000, allowed: Loopback)).ShouldBe("tooLarge");
        File.Exists(Target).ShouldBeFalse();
    }

    [Theory]
    [InlineData("HTTP/1.1 503 Unavailable\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n", "serverFault", 120)]
    [InlineData("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n", "rateLimited", 30)]
    [InlineData("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n", "rateLimited", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab", "noAnswer", null)]
    [InlineData("nonsense\r\n\r\n", "noAnswer", null)]
    [InlineData("", "noAnswer", null)]
    public async Task WhatMayPass_IsTriedLater(string answer, string code, int? seconds)
    {
        await using var server = RawServer.Start(answer);
        var before = TimeProvider.System.GetUtcNow();

        var result = (await FetchAsync(server.Address, allowed: Loopback)).ShouldBeOfType<FetchResult.Unavailable>();

        result.Fault.Code.ShouldBe(code);
        (result.RetryAt - before)?.TotalSeconds.ShouldBe(seconds!.Value, tolerance: 20);
        result.RetryAt.HasValue.ShouldBe(seconds.HasValue);
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task ASlowBody_IsGivenUp()
    {
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\na"), token);
            await Task.Delay(Timeout.Infinite, token);
        });

        Code(await FetchAsync(server.Address, 1_000_000, Loopback, ("Timeout", "00:00:00.200"))).ShouldBe("tooSlow");
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task AFileThatIsThere_IsNotOverwritten()
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        await File.WriteAllTextAsync(Target, "mine");

        await Should.ThrowAsync<IOException>(FetchAsync(server.Address, allowed: Loopback));
        (await File.ReadAllTextAsync(Target)).ShouldBe("mine");
    }

    private static string Code(FetchResult result) => result switch
    {
        FetchResult.Refused refused => refused.Fault.Code,
        FetchResult.Unavailable unavailable => unavailable.Fault.Code,
        _ => "fetched",
    };

    private async Task<FetchResult> FetchAsync(
        string url, long maxBytes = 1_000_000, string? allowed = null, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Append(("AllowedNetworks:0", allowed!)).Where(setting => setting.Item2 is not null)
                .Select(setting => KeyValuePair.Create($"Fetching:{setting.Item1}", (string?)setting.Item2))).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton<INameResolver>(_names)
            .AddConnectors().BuildServiceProvider();
        return await services.GetRequiredService<IUrlFetcher>().FetchAsync(url, Target, maxBytes, CancellationToken.None);
    }

    /// <summary>A name that a test has made up, whose address changes with each question.</summary>
    private sealed class Names : INameResolver
    {
        public Dictionary<string, Queue<IPAddress>> Answers { get; } = [];

        public int Asked { get; private set; }

        public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            if (!Answers.TryGetValue(host, out var answers))
            {
                return await new DnsResolver().ResolveAsync(host, cancellationToken);
            }

            Asked++;
            return [answers.Dequeue()];
        }
    }
}
