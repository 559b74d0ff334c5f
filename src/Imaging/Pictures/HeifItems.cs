using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Items of a HEIC or AVIF file, such as its EXIF block, and properties of the main one (ISO/IEC 23008-12 and 14496-12, section 8.11).</summary>
internal static class HeifItems
{
    internal delegate void Visit(uint type, ReadOnlySpan<byte> content);

    /// <summary>Visits the items that lie in one piece in the file itself or in the box idat: as many as the file holds if none lies upon another.</summary>
    internal static void ForEach(ReadOnlySpan<byte> heif, Visit visit)
    {
        var meta = MetaOf(heif);
        var data = IsoBoxes.Find(meta, "idat"u8);
        var left = (long)heif.Length;
        var items = ReadLocations(meta);
        var types = TypesOf(meta, items);
        foreach (var item in items)
        {
            var source = item.IsInData ? data : heif;
            if (item.Length > 0 && item.EndsWithin(source) && item.Length <= left)
            {
                left -= item.Length;
                visit(types[item.Id], source.Slice((int)item.Start, (int)item.Length));
            }
        }
    }

    internal static bool IsAnyCutOff(ReadOnlySpan<byte> heif)
    {
        foreach (var item in ReadLocations(MetaOf(heif)))
        {
            if (!item.IsInData && !item.EndsWithin(heif))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How the colours of the main item are coded: what its box colr of type nclx holds; empty when there is none.</summary>
    internal static ReadOnlySpan<byte> FindColourCoding(ReadOnlySpan<byte> heif)
    {
        var meta = MetaOf(heif);
        var properties = IsoBoxes.Find(meta, "iprp"u8);
        var list = IsoBoxes.Find(properties, "ipco"u8);
        var own = PropertiesOf(IsoBoxes.Find(properties, "ipma"u8), MainItemOf(meta));
        var index = 0;
        foreach (var box in new IsoBoxes(list))
        {
            index++;
            var content = list[box.Start..box.End];
            if (box.Is("colr"u8) && content.StartsWith("nclx"u8) && own.Contains(index))
            {
                return content[4..];
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> MetaOf(ReadOnlySpan<byte> heif)
    {
        var meta = IsoBoxes.Find(heif, "meta"u8);
        return meta.Length > 4 ? meta[4..] : default;
    }

    private static uint MainItemOf(ReadOnlySpan<byte> meta)
    {
        var reader = new Reader(IsoBoxes.Find(meta, "pitm"u8));
        var version = reader.Version();
        return (uint)reader.Number(version == 0 ? 2 : 4);
    }

    /// <summary>Numbers of the properties of an item, from 1.</summary>
    private static HashSet<int> PropertiesOf(ReadOnlySpan<byte> associations, uint wanted)
    {
        var found = new HashSet<int>();
        var reader = new Reader(associations);
        var version = reader.Version(out var flags);
        var count = reader.Number(4);
        for (var i = 0; i < count && reader.HasMore; i++)
        {
            var id = reader.Number(version < 1 ? 2 : 4);
            for (var left = reader.Number(1); left > 0 && reader.HasMore; left--)
            {
                var index = (flags & 1) != 0 ? reader.Number(2) & 0x7FFF : reader.Number(1) & 0x7F;
                if (id == wanted)
                {
                    found.Add((int)index);
                }
            }
        }

        return found;
    }

    /// <summary>Type by number of each item; 0 where nothing says it.</summary>
    private static Dictionary<long, uint> TypesOf(ReadOnlySpan<byte> meta, List<Location> items)
    {
        var types = items.Select(item => item.Id).Distinct().ToDictionary(id => id, _ => 0U);
        var reader = new Reader(IsoBoxes.Find(meta, "iinf"u8));
        reader.Number(reader.Version() == 0 ? 2 : 4);
        foreach (var box in new IsoBoxes(reader.Rest))
        {
            var entry = new Reader(reader.Rest[box.Start..box.End]);
            var version = entry.Version();
            var id = entry.Number(version < 3 ? 2 : 4);
            entry.Number(2);
            if (version >= 2 && types.TryGetValue(id, out var known) && known == 0)
            {
                types[id] = (uint)entry.Number(4);
            }
        }

        return types;
    }

    private static List<Location> ReadLocations(ReadOnlySpan<byte> meta)
    {
        var found = new List<Location>();
        var reader = new Reader(IsoBoxes.Find(meta, "iloc"u8));
        var version = reader.Version();
        var sizes = (int)reader.Number(2);
        var (offsetSize, lengthSize, baseSize, indexSize) = (sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version == 0 ? 0 : sizes & 15);
        var count = Math.Min(reader.Number(version < 2 ? 2 : 4), MostItems);
        for (var i = 0; i < count && reader.HasMore; i++)
        {
            var id = reader.Number(version < 2 ? 2 : 4);
            var method = version == 0 ? 0 : reader.Number(2) & 15;
            reader.Number(2);
            var start = reader.Number(baseSize);
            var extents = reader.Number(2);
            for (var extent = 0; extent < extents && reader.HasMore; extent++)
            {
                reader.Number(indexSize);
                var location = new Location(id, method == 1, start + reader.Number(offsetSize), reader.Number(lengthSize));
                if (extents == 1 && method <= 1)
                {
                    found.Add(location);
                }
            }
        }

        return found;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Location(long Id, bool IsInData, long Start, long Length)
    {
        internal bool EndsWithin(ReadOnlySpan<byte> source) => Start >= 0 && Start <= source.Length && Length >= 0 && Length <= source.Length - Start;
    }

    /// <summary>Reads numbers one after the other; 0 beyond the end.</summary>
    private ref struct Reader(ReadOnlySpan<byte> content)
    {
        private ReadOnlySpan<byte> _rest = content;

        internal readonly bool HasMore => _rest.Length > 0;

        internal readonly ReadOnlySpan<byte> Rest => _rest;

        internal int Version() => Version(out _);

        internal int Version(out int flags)
        {
            var word = (int)Number(4);
            flags = word & 0xFFFFFF;
            return word >>> 24;
        }

        internal long Number(int length)
        {
            if (length > _rest.Length)
            {
                _rest = default;
                return 0;
            }

            long number = 0;
            foreach (var digit in _rest[..length])
            {
                number = (number << 8) | digit;
            }

            _rest = _rest[length..];
            return number;
        }
    }

    private const int MostItems = 1000;
}
