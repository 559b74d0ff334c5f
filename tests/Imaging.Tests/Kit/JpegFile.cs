using System.Buffers.Binary;
using System.Text;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>Puts segments into a JPEG by hand, so that tests need no tool that writes metadata.</summary>
internal static class JpegFile
{
    internal static byte[] Of(Pixels pixels, int quality = 90, params (string Name, string Value)[] options) =>
        TestVips.Encode(pixels, "jpegsave_target", [("Q", $"{quality}"), ("strip", "true"), .. options]);

    internal static byte[] WithOrientation(byte[] jpeg, int orientation) =>
        WithSegment(jpeg, 0xE1, Exif([(0x0112, (ushort)orientation)], camera: null, position: false));

    internal static byte[] WithCameraAndPosition(byte[] jpeg) => WithSegment(jpeg, 0xE1, Exif([], camera: "Leica", position: true));

    internal static byte[] WithProfile(byte[] jpeg, byte[] icc) => WithSegment(jpeg, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. icc]);

    /// <summary>Puts a segment right after the start of the image.</summary>
    internal static byte[] WithSegment(byte[] jpeg, byte marker, ReadOnlySpan<byte> body)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(body.Length + 2));
        return [.. jpeg[..2], 0xFF, marker, .. length, .. body, .. jpeg[2..]];
    }

    /// <summary>A grey picture of one colour and any size: three bits for each block of 8 x 8 pixels.</summary>
    internal static byte[] Flat(int width, int height)
    {
        var bits = (long)((width + 7) / 8) * ((height + 7) / 8) * 3;
        var data = new byte[(bits + 7) / 8];
        data[^1] = (byte)(bits % 8 == 0 ? 0 : 0xFF >> (int)(bits % 8));
        byte[] quantisation = [0, .. Enumerable.Repeat((byte)8, 64)];
        byte[] frame = [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0];
        byte[] direct = [0, 1, .. new byte[15], 0];
        byte[] alternating = [0x10, 0, 2, .. new byte[14], 0, 0xF0];
        byte[] jpeg = [0xFF, 0xD8];
        byte[] scan = [1, 1, 0, 0, 63, 0];
        (byte Marker, byte[] Body)[] segments = [(0xDA, scan), (0xC4, alternating), (0xC4, direct), (0xC0, frame), (0xDB, quantisation)];
        foreach (var (marker, body) in segments)
        {
            jpeg = WithSegment(jpeg, marker, body);
        }

        return [.. jpeg, .. data, 0xFF, 0xD9];
    }

    /// <summary>A big-endian EXIF block: shorts in the first directory, and by wish camera, time and GPS directories.</summary>
    internal static byte[] Exif((int Tag, ushort Value)[] shorts, string? camera, bool position) =>
        [.. "Exif\0\0"u8, .. ExifBuilder.Build(shorts, camera, position)];

    private static class ExifBuilder
    {
        internal static byte[] Build((int Tag, ushort Value)[] shorts, string? camera, bool position)
        {
            var entries = new List<byte[]>();
            var data = new List<byte>();
            var count = shorts.Length + (camera is null ? 0 : 3) + (position ? 1 : 0);
            var dataStart = 8 + 2 + (count * 12) + 4;
            foreach (var (tag, value) in shorts)
            {
                entries.Add(Entry(tag, 3, 1, [(byte)(value >> 8), (byte)value, 0, 0]));
            }

            if (camera is not null)
            {
                entries.Add(Text(0x010F, camera, data, dataStart));
                entries.Add(Text(0x0110, "M10 (serial 4711-secret)", data, dataStart));
                entries.Add(Entry(0x8769, 4, 1, Number(dataStart + data.Count)));
                AddTimeDirectory(data, dataStart);
            }

            if (position)
            {
                entries.Add(Entry(0x8825, 4, 1, Number(dataStart + data.Count)));
                AddPositionDirectory(data, dataStart);
            }

            return [.. "MM"u8, 0, 42, 0, 0, 0, 8, .. Short(count), .. entries.SelectMany(entry => entry), 0, 0, 0, 0, .. data];
        }

        private static void AddTimeDirectory(List<byte> data, int dataStart)
        {
            var texts = new List<byte>();
            var start = dataStart + data.Count + 2 + (2 * 12) + 4;
            byte[] taken = Text(0x9003, "2021:07:04 18:30:15", texts, start);
            byte[] offset = Text(0x9011, "+02:00", texts, start);
            data.AddRange([.. Short(2), .. taken, .. offset, 0, 0, 0, 0, .. texts]);
        }

        private static void AddPositionDirectory(List<byte> data, int dataStart)
        {
            var numbers = new List<byte>();
            var start = dataStart + data.Count + 2 + (4 * 12) + 4;
            byte[] latitude = Rationals(0x0002, [52, 30, 59], numbers, start);
            byte[] longitude = Rationals(0x0004, [13, 22, 39], numbers, start);
            data.AddRange(
                [.. Short(4), .. Entry(0x0001, 2, 2, "N\0\0\0"u8), .. latitude, .. Entry(0x0003, 2, 2, "E\0\0\0"u8), .. longitude, 0, 0, 0, 0, .. numbers]);
        }

        private static byte[] Text(int tag, string text, List<byte> data, int dataStart)
        {
            var at = dataStart + data.Count;
            data.AddRange(Encoding.ASCII.GetBytes(text + "\0"));
            return Entry(tag, 2, text.Length + 1, Number(at));
        }

        private static byte[] Rationals(int tag, int[] values, List<byte> data, int dataStart)
        {
            var at = dataStart + data.Count;
            data.AddRange(values.SelectMany(value => Number(value).Concat(Number(1))));
            return Entry(tag, 5, values.Length, Number(at));
        }

        private static byte[] Entry(int tag, int type, int count, ReadOnlySpan<byte> value) => [.. Short(tag), .. Short(type), .. Number(count), .. value];

        private static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];

        private static byte[] Number(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
    }
}
