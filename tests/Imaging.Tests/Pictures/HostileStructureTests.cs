using System.Buffers.Binary;
using System.Text;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>
/// Files whose lengths, counts and places cannot be true. A reader that believes them ends its worker, or takes time that the file's length does not explain.
/// </summary>
public sealed class HostileStructureTests
{
    [Fact]
    public void AJpegThatEndsBeforeItsPixels_HasNoMetadata()
    {
        var jpeg = JpegFile.WithCameraAndPosition(JpegFile.Of(Pixels.Quarters(8, 8)));

        var metadata = PictureMetadata.Read(PictureFormat.Jpeg, [.. jpeg[..2], 0xFF, 0xD9, .. jpeg[2..]]);

        metadata.ShouldBe(new PictureMetadata(HasPosition: false, null, null, IsIncomplete: false));
    }

    /// <summary>The low half of the count is a large positive number.</summary>
    [Fact]
    public void ABigTiffWithANegativeCount_HasNoMetadata()
    {
        byte[] tiff = [.. "II+\0\b\0\0\0"u8, 16, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0x80, .. new byte[100]];

        PictureMetadata.Read(PictureFormat.Tiff, tiff).HasPosition.ShouldBeFalse();
        PictureEnd.IsMissing(PictureFormat.Tiff, tiff).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("VP8X")]
    [InlineData("ANMF")]
    public void AWebpWithoutAStillPicture_IsNotCopied(string chunk)
    {
        byte[] body = [.. "WEBP"u8, .. Encoding.ASCII.GetBytes(chunk), .. new byte[chunk.Length]];
        byte[] length = [(byte)body.Length, 0, 0, 0];

        MetadataFilter.Copy(PictureFormat.Webp, [.. "RIFF"u8, .. length, .. body]).ShouldBeNull();
    }

    /// <summary>Place and length of the item together are more than a number holds.</summary>
    [Fact]
    public void AHeicItemBehindAllNumbers_IsCutOff_AndNotVisited()
    {
        var heic = Heic([(100, long.MaxValue - 50)], padding: 200);
        var visited = 0;

        HeifItems.ForEach(heic, (_, _) => visited++);

        visited.ShouldBe(0);
        HeifItems.IsAnyCutOff(heic).ShouldBeTrue();
    }

    [Fact]
    public void HeicItemsThatLieUponEachOther_AreNotReadAgainAndAgain()
    {
        var heic = Heic([.. Enumerable.Repeat((200L, 900L), 1000)], padding: 2000);
        var bytes = 0;

        HeifItems.ForEach(heic, (_, content) => bytes += content.Length);

        bytes.ShouldBeInRange(900, heic.Length);
    }

    [Fact]
    public void ManyCompressedTextsThatCannotBeUnpacked_AreLeftOut()
    {
        var text = PngFile.WithChunk(PngFile.Of(Pixels.Quarters(8, 8)), "zTXt", "Raw profile type exif\0\0not deflated"u8);
        var chunk = text.AsSpan(33, 12 + 22 + 13).ToArray();

        var metadata = PictureMetadata.Read(PictureFormat.Png, [.. text[..33], .. Enumerable.Repeat(chunk, 2000).SelectMany(bytes => bytes), .. text[33..]]);

        metadata.IsIncomplete.ShouldBeTrue();
    }

    /// <summary>60,000 entries before those of the strips, and two million strips: to look up each one's place takes an hour.</summary>
    [Fact]
    public void ATiffOfManyEntriesAndStrips_IsJudgedAtOnce()
    {
        const int Entries = 60_000, Strips = 2_000_000, Start = 8 + 2 + (Entries * 12);
        var tiff = new byte[Start + (Strips * 4)];
        "II*\0\b\0\0\0"u8.CopyTo(tiff);
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(8), Entries);
        WriteEntry(Entries - 2, 273);
        WriteEntry(Entries - 1, 279);

        PictureEnd.IsMissing(PictureFormat.Tiff, tiff).ShouldBeFalse();

        void WriteEntry(int index, ushort tag)
        {
            var entry = tiff.AsSpan(10 + (index * 12));
            BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], 4);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], Strips);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], Start);
        }
    }

    /// <summary>Boxes meta and iloc of version 1, with places and lengths of eight bytes, and nothing else.</summary>
    private static byte[] Heic((long Start, long Length)[] items, int padding)
    {
        var locations = items.SelectMany((item, i) => (byte[])[.. Number(i + 1, 2), 0, 0, 0, 0, 0, 1, .. Number(item.Start, 8), .. Number(item.Length, 8)]);
        var iloc = Box("iloc", [1, 0, 0, 0, 0x88, 0, .. Number(items.Length, 2), .. locations]);
        return [.. Box("ftyp", "heic\0\0\0\0heic"u8), .. Box("meta", [0, 0, 0, 0, .. iloc]), .. Box("mdat", new byte[padding])];
    }

    private static byte[] Box(string name, ReadOnlySpan<byte> body) => [.. Number(body.Length + 8, 4), .. Encoding.ASCII.GetBytes(name), .. body];

    private static byte[] Number(long value, int length) => [.. Enumerable.Range(1, length).Select(i => (byte)(value >> (8 * (length - i))))];
}
