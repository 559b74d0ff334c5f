using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Images;

public sealed class PictureFilesTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly ImageId Id = Samples.ImageId("cat.jpg");
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 1000).Select(n => (byte)n)];
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllBytesAsync(_file, Bytes);
        _host = shared.Clean();
        _host.Library.Images.Add(Samples.Image("cat.jpg"));
        _host.Library.Files[(Id, RenditionKind.Thumbnail)] = Samples.File(_file);
    }

    public Task DisposeAsync()
    {
        File.Delete(_file);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task WithTheRightHash_IsKeptForEver()
    {
        using var response = await GetAsync("thumbnail?v=aa11");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Bytes);
        response.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Content.Headers.ContentType?.MediaType.ShouldBe("image/webp");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Content-Security-Policy").ShouldBe("sandbox");
        Header(response, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        response.Content.Headers.ContentDisposition?.DispositionType.ShouldBe("inline");
    }

    [Theory]
    [InlineData("thumbnail")]
    [InlineData("thumbnail?v=old")]
    public async Task WithoutTheRightHash_IsAskedForAgain_AndNotSentAgain(string path)
    {
        using var first = await GetAsync(path);
        first.Headers.CacheControl?.ToString().ShouldBe("no-cache");
        first.Headers.ETag?.Tag.ShouldBe("\"aa11\"");
        using var second = await GetAsync(path, ("If-None-Match", "\"aa11\""));
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var third = await GetAsync(path, ("If-None-Match", "\"bb\""));
        third.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ranges_AndHead()
    {
        using var part = await GetAsync("thumbnail", ("Range", "bytes=10-19"));
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(Bytes[10..20]);
        await GetAsync("thumbnail", ("Range", "bytes=5000-")).ProblemAsync(416, "rangeNotSatisfiable");
        using var head = await _host.Client.SendAsync(HttpMethod.Head, $"/api/v1/images/{Id}/thumbnail");
        head.Content.Headers.ContentLength.ShouldBe(1000);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        using var missing = await _host.Client.SendAsync(HttpMethod.Head, $"/api/v1/images/{Id}/cache");
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("items=0-1", 200, 1000)]
    [InlineData("items=5000-", 200, 1000)]
    [InlineData("BYTES=10-19", 206, 10)]
    [InlineData("bytes=-10", 206, 10)]
    [InlineData("bytes=0-1,5-6", 200, 1000)]
    [InlineData("10-19", 200, 1000)]
    public async Task Range_OfAnotherUnitThanBytes_IsIgnored(string range, int status, int length)
    {
        using var response = await GetAsync("thumbnail", ("Range", range));

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBe(length);
    }

    [Theory]
    [InlineData(253_402_300_800, 253_402_300_799)]
    [InlineData(9_000_000_000_000, 253_402_300_799)]
    [InlineData(-62_135_596_801, -62_135_596_800)]
    public async Task Original_ChangedOutsideTheYears1To9999_IsSent(long seconds, long stored)
    {
        // The file systems of most disks do not hold such times; that of memory does.
        var path = Path.Combine("/dev/shm", Path.GetRandomFileName());
        await File.WriteAllBytesAsync(path, Bytes);
        try
        {
            using (var touch = Process.Start("touch", ["-d", $"@{seconds}", path]))
            {
                await touch.WaitForExitAsync();
            }

            _host.Library.Files[(Id, RenditionKind.Original)] = Samples.File(path) with { ModifiedAt = DateTimeOffset.FromUnixTimeSeconds(stored) };
            using var known = await GetAsync("original");
            (await known.Content.ReadAsByteArrayAsync()).ShouldBe(Bytes);
            known.Headers.ETag?.Tag.ShouldBe("\"aa11\"");

            _host.Library.Files[(Id, RenditionKind.Original)] = Samples.File(path) with { ModifiedAt = DateTimeOffset.UnixEpoch };
            using var changed = await GetAsync("original");
            (await changed.Content.ReadAsByteArrayAsync()).ShouldBe(Bytes);
            changed.Headers.ETag?.Tag.ShouldNotBe("\"aa11\"");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task NotRenderedYet_SaysStateAndStage()
    {
        _host.Library.Files[(Id, RenditionKind.Viewing)] = new RenditionLocation(
            null, null, null, null, null, "cat.jpg", ItemState.Running, ImageStages.Probed, null);
        using var response = await GetAsync("cache");
        var problem = await response.JsonAsync(HttpStatusCode.NotFound);
        problem.GetProperty("code").GetString().ShouldBe("notRendered");
        problem.GetProperty("state").GetString().ShouldBe("running");
        problem.GetProperty("stage").GetString().ShouldBe("probed");
        Header(response, "Content-Security-Policy").ShouldBe("sandbox");
        response.Headers.CacheControl?.ToString().ShouldBe("no-store");
    }

    [Fact]
    public async Task FileThatVanished_IsA404ThatSaysSo()
    {
        _host.Library.Files[(Id, RenditionKind.Original)] = Samples.File(_file + ".gone");
        (await GetAsync("original").ProblemAsync(404, "fileGone")).ShouldContain("has vanished: bring it back");
    }

    [Fact]
    public async Task FolderInThePlaceOfTheFile_IsA404ThatSaysSo()
    {
        _host.Library.Files[(Id, RenditionKind.Original)] = Samples.File(Path.GetTempPath());
        await GetAsync("original").ProblemAsync(404, "fileUnreadable");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("image/svg+xml")]
    [InlineData("text/html")]
    public async Task WhatIsNoAllowedPicture_IsAnAttachment(string? contentType)
    {
        _host.Library.Files[(Id, RenditionKind.Original)] = Samples.File(_file, contentType, fileName: "x.svg");
        using var response = await GetAsync("original");
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/octet-stream");
        response.Content.Headers.ContentDisposition?.DispositionType.ShouldBe("attachment");
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: x=1.jpg")]
    [InlineData("../../etc/passwd")]
    [InlineData("猫 \"quoted\"; evil=1.jpg")]
    [InlineData("bad \ud800 surrogate.jpg")]
    [InlineData("")]
    [InlineData("..")]
    public async Task OddNames_StayInsideTheHeader(string fileName)
    {
        _host.Library.Files[(Id, RenditionKind.Original)] = Samples.File(_file, fileName: fileName);
        using var response = await GetAsync("original");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var saved = response.Content.Headers.ContentDisposition.ShouldNotBeNull().FileNameStar.ShouldNotBeNull();
        saved.ShouldNotBeEmpty();
        saved.ShouldNotContain("/");
        saved.Any(char.IsControl).ShouldBeFalse();
    }

    [Fact]
    public async Task OriginalThatChangedSinceItWasHashed_IsNotKept()
    {
        _host.Library.Files[(Id, RenditionKind.Original)] = Samples.File(_file, hash: "ab12") with { Bytes = 999 };
        using var response = await GetAsync("original?v=ab12");
        response.Headers.CacheControl?.ToString().ShouldBe("no-cache");
        response.Headers.ETag.ShouldNotBe(new EntityTagHeaderValue("\"ab12\""));
    }

    [Fact]
    public async Task Get_KnowsThePicture()
    {
        var image = await _host.Client.GetJsonAsync($"/api/v1/images/{Id}");
        image.ShouldHave(
            "name", "path", "entry", "width", "height", "format", "bytes", "contentHash", "takenAt", "orientation", "state", "stage", "stages", "tries",
                "lastError", "placeholder");
        image.GetProperty("thumbnail").GetProperty("url").GetString().ShouldEndWith("/thumbnail?v=aa11");
        await _host.Client.GetAsync($"/api/v1/images/{Samples.ImageId("dog.jpg")}").ProblemAsync(404, "notFound");
        await _host.Client.GetAsync($"/api/v1/images/{Samples.ImageId("dog.jpg")}/thumbnail").ProblemAsync(404, "notFound");
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.NonValidated[name].ToString();

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        _host.Client.SendAsync(HttpMethod.Get, $"/api/v1/images/{Id}/{path}", headers);
}
