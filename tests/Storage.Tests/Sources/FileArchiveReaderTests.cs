using MediaPipeline.Archives;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Storage.Sources;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Tests.Sources;

/// <summary>Originals inside archives.</summary>
public sealed class FileArchiveReaderTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(n => (byte)(n / 7))];
    private readonly TemporaryDirectory _root = new();
    private readonly FileArchiveReader _reader = new(Options.Create(new ArchiveOptions()), NSubstitute.Substitute.For<IEntryUnpacker>());

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task OpenAsync_AnEntry_GivesItsBytesLengthAndTime()
    {
        var path = new ZipFile().Add("1.jpg", Content, deflate: true).Save(_root["a.cbz"]);

        var opened = (await _reader.OpenAsync(path, "1.jpg", default)).ShouldBeOfType<ArchiveContent.Opened>();

        await using var content = opened.Content;
        using var read = new MemoryStream();
        await content.CopyToAsync(read);
        read.ToArray().ShouldBe(Content);
        (opened.Bytes, opened.ModifiedAt).ShouldBe((Content.Length, new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("a.cbz", "2.jpg")]
    [InlineData("gone.cbz", "1.jpg")]
    public async Task OpenAsync_WhatIsNotThere_IsGone(string archive, string entry)
    {
        new ZipFile().Add("1.jpg", Content).Save(_root["a.cbz"]);

        (await _reader.OpenAsync(_root[archive], entry, default)).ShouldBeOfType<ArchiveContent.Gone>();
    }

    [Fact]
    public async Task OpenAsync_ABomb_IsRefused()
    {
        var path = new ZipFile().Add(new ZipEntry("1.jpg"u8.ToArray()) { Deflate = true, Zeros = 50_000_000 }).Save(_root["a.cbz"]);

        (await _reader.OpenAsync(path, "1.jpg", default)).ShouldBeOfType<ArchiveContent.Refused>().Message.ShouldContain("a.cbz/1.jpg");
    }

    [Fact]
    public async Task OpenAsync_AWrongChecksum_IsAnIoFaultBeforeTheLastBytes()
    {
        var path = new ZipFile().Add(new ZipEntry("1.jpg"u8.ToArray()) { Content = Content, DeclaredCrc = 1 }).Save(_root["a.cbz"]);
        var opened = (await _reader.OpenAsync(path, "1.jpg", default)).ShouldBeOfType<ArchiveContent.Opened>();

        await using var content = opened.Content;

        (await Should.ThrowAsync<IOException>(async () => await content.ReadExactlyAsync(new byte[Content.Length]))).Message.ShouldContain("checksum");
    }
}
