using System.Net;
using System.Net.Http.Headers;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Images;

/// <summary>Originals that lie in archives: the same headers as files, whole or not at all.</summary>
public sealed class ArchiveOriginalTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Archive = "/pictures/comic.cbz", Entry = "p/1.jpg";
    private static readonly ImageId Id = Samples.ImageId("cat.jpg");
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 300_000).Select(n => (byte)(n / 3))];
    private readonly ApiHost _host = Prepare(shared.Clean());

    [Fact]
    public async Task AnEntry_ComesWhole_WithTheHeadersOfAFile()
    {
        using var response = await GetAsync("original?v=ab12");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Bytes);
        response.Content.Headers.ContentLength.ShouldBe(Bytes.Length);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("image/jpeg");
        response.Content.Headers.LastModified.ShouldBe(Samples.Now);
        response.Content.Headers.ContentDisposition?.DispositionType.ShouldBe("inline");
        response.Headers.ETag?.Tag.ShouldBe("\"ab12\"");
        response.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Headers.AcceptRanges.ShouldBe(["none"]);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox"]);
    }

    [Fact]
    public async Task Head_GivesTheHeadersAlone()
    {
        using var head = await _host.Client.SendAsync(HttpMethod.Head, $"/api/v1/images/{Id}/original");

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(Bytes.Length);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("If-None-Match", "\"ab12\"", HttpStatusCode.NotModified)]
    [InlineData("If-None-Match", "\"zz\"", HttpStatusCode.OK)]
    [InlineData("If-None-Match", "*", HttpStatusCode.NotModified)]
    [InlineData("If-Modified-Since", "Sun, 01 Mar 2026 12:00:00 GMT", HttpStatusCode.NotModified)]
    [InlineData("If-Modified-Since", "Sun, 01 Mar 2026 11:59:59 GMT", HttpStatusCode.OK)]
    [InlineData("Range", "bytes=10-19", HttpStatusCode.OK)]
    public async Task Conditions_AreHeard_AndRangesAreNot(string header, string value, HttpStatusCode expected)
    {
        using var response = await GetAsync("original", (header, value));

        response.StatusCode.ShouldBe(expected);
        response.Headers.ETag?.Tag.ShouldBe("\"ab12\"");
        (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBe(expected == HttpStatusCode.OK ? Bytes.Length : 0);
    }

    [Fact]
    public async Task AnArchiveThatChangedSinceItsScan_IsNotKept()
    {
        _host.Archives.Entries[(Archive, Entry)] = () => new ArchiveContent.Opened(new MemoryStream(Bytes), Bytes.Length, Samples.Now.AddDays(1));

        using var response = await GetAsync("original?v=ab12");

        response.Headers.CacheControl?.ToString().ShouldBe("no-cache");
        response.Headers.ETag.ShouldNotBe(new EntityTagHeaderValue("\"ab12\""));
    }

    [Fact]
    public async Task AnEntryOfNoAllowedFormat_IsAnAttachment()
    {
        _host.Library.Files[(Id, RenditionKind.Original)] = Location(contentType: null);

        using var response = await GetAsync("original");

        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/octet-stream");
        response.Content.Headers.ContentDisposition?.DispositionType.ShouldBe("attachment");
    }

    [Fact]
    public async Task AnEntryThatIsGone_IsA404ThatSaysSo()
    {
        _host.Archives.Entries.Clear();

        (await GetAsync("original").ProblemAsync(404, "fileGone")).ShouldContain("no longer in its archive");
    }

    [Fact]
    public async Task AnEntryThatIsRefused_IsA404ThatSaysWhy()
    {
        _host.Archives.Entries[(Archive, Entry)] = () => new ArchiveContent.Refused("comic.cbz/p/1.jpg is encrypted. Pack it again without a password.");

        (await GetAsync("original").ProblemAsync(404, "archiveEntry")).ShouldContain("is encrypted");
    }

    [Fact]
    public async Task AnArchiveThatCannotBeRead_IsA404ThatPointsToTheLog()
    {
        _host.Archives.Entries[(Archive, Entry)] = () => throw new UnauthorizedAccessException("no");

        await GetAsync("original").ProblemAsync(404, "fileUnreadable");
    }

    [Fact]
    public async Task AnEntryThatIsDamagedFromTheStart_IsA404ThatSaysWhy()
    {
        _host.Archives.Entries[(Archive, Entry)] = () => FakeArchives.Damaged(Bytes, 100, Samples.Now);

        (await GetAsync("original").ProblemAsync(404, "archiveEntry")).ShouldContain("another checksum");
    }

    [Fact]
    public async Task AnEntryThatIsDamagedFurtherOn_IsCutOff_AndNeverLooksWhole()
    {
        _host.Archives.Entries[(Archive, Entry)] = () => FakeArchives.Damaged(Bytes, 200_000, Samples.Now);

        await Should.ThrowAsync<HttpRequestException>(async () =>
        {
            using var response = await GetAsync("original");
            await response.Content.ReadAsByteArrayAsync();
        });
        _host.Logs.Lines.ShouldContain(line => line.Contains("cut off", StringComparison.Ordinal));
    }

    private static ApiHost Prepare(ApiHost host)
    {
        host.Library.Images.Add(Samples.Image("cat.jpg"));
        host.Library.Files[(Id, RenditionKind.Original)] = Location("image/jpeg");
        host.Archives.Entries[(Archive, Entry)] = () => new ArchiveContent.Opened(new MemoryStream(Bytes), Bytes.Length, Samples.Now);
        return host;
    }

    private static RenditionLocation Location(string? contentType) =>
        Samples.File(Archive, contentType, "ab12", "1.jpg") with { Entry = Entry, Bytes = Bytes.Length, ModifiedAt = Samples.Now };

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        _host.Client.SendAsync(HttpMethod.Get, $"/api/v1/images/{Id}/{path}", headers);
}
