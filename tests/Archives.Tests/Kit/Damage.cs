using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using MediaPipeline.Archives.Rar;
using MediaPipeline.Archives.Tar;

namespace MediaPipeline.Archives.Tests.Kit;

/// <summary>Damages archives: anywhere, or in a header whose checksum is then made right, so that what checks it is not the end of it.</summary>
internal static class Damage
{
    public static byte[] Anywhere(byte[] archive, Random random)
    {
        byte[] damaged = [.. archive];
        switch (random.Next(5))
        {
            case 0:
                return damaged[..random.Next(damaged.Length)];
            case 1:
                var start = random.Next(damaged.Length);
                damaged.AsSpan(start, Math.Min(random.Next(64), damaged.Length - start)).Clear();
                return damaged;
            case 2:
                var at = random.Next(damaged.Length);
                return [.. damaged[..at], .. damaged[random.Next(damaged.Length)..]];
            default:
                Change(damaged, random, 1 + random.Next(6));
                return damaged;
        }
    }

    public static byte[] InAHeader(byte[] archive, Random random) => ArchiveKinds.Of(archive) switch
    {
        ArchiveKind.Tar => InATarHeader([.. archive], random),
        ArchiveKind.Rar => InARarHeader([.. archive], random),
        _ => InThe7zDirectory([.. archive], random),
    };

    private static byte[] InATarHeader(byte[] tar, Random random)
    {
        var headers = Enumerable.Range(0, tar.Length / TarHeader.Length).Where(n => TarHeader.IsHeader(tar.AsSpan(n * TarHeader.Length, TarHeader.Length)));
        var header = tar.AsSpan(Pick(headers.ToList(), random) * TarHeader.Length, TarHeader.Length);
        Change(header, random, 1 + random.Next(4));
        header.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var octet in header)
        {
            sum += octet;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
        return tar;
    }

    private static byte[] InARarHeader(byte[] rar, Random random)
    {
        var format = RarFormat.Of(rar)!;
        var headers = new List<(int At, int Length)>();
        for (var at = format.Signature.Length; at < rar.Length && format.LengthOf(rar.AsSpan(at)) is { } length;)
        {
            headers.Add((at, length));
            at += length + (int)format.Parse(rar.AsSpan(at, length)).DataBytes;
        }

        var picked = Pick(headers, random);
        var header = rar.AsSpan(picked.At, picked.Length);
        var checksum = format is Rar4Format ? sizeof(ushort) : sizeof(uint);
        Change(header[checksum..], random, 1 + random.Next(3));
        var crc = Crc32.HashToUInt32(header[checksum..]);
        if (checksum == sizeof(ushort))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)crc);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header, crc);
        }

        return rar;
    }

    private static byte[] InThe7zDirectory(byte[] archive, Random random)
    {
        var directory = archive.AsSpan(32 + (int)BinaryPrimitives.ReadInt64LittleEndian(archive.AsSpan(12)));
        Change(directory, random, 1 + random.Next(4));
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(28), Crc32.HashToUInt32(directory));
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(8), Crc32.HashToUInt32(archive.AsSpan(12, 20)));
        return archive;
    }

    private static void Change(Span<byte> bytes, Random random, int count)
    {
        ReadOnlySpan<byte> telling = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];
        for (; count > 0; count--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? telling[random.Next(telling.Length)] : (byte)random.Next(256);
        }
    }

    private static T Pick<T>(List<T> all, Random random) => all[random.Next(all.Count)];
}
