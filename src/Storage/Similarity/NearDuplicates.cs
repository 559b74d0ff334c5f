namespace MediaPipeline.Storage.Similarity;

/// <summary>Groups of two or more pictures connected by small distances: the largest first, equally large ones by their first picture.</summary>
internal sealed class NearDuplicates
{
    private readonly int[] _members;
    private readonly (int Start, int Count)[] _groups;

    private NearDuplicates(int[] members, (int Start, int Count)[] groups) => (_members, _groups) = (members, groups);

    public int Count => _groups.Length;

    /// <summary>Places in what was given, in its order.</summary>
    public ReadOnlySpan<int> this[int group] => _members.AsSpan(_groups[group].Start, _groups[group].Count);

    /// <param name="fingerprints">In the order that groups and their members are to have.</param>
    /// <param name="maxDistance">Bits, 0 to 6: what connects two pictures.</param>
    public static NearDuplicates Find(ReadOnlySpan<Fingerprint> fingerprints, int maxDistance, CancellationToken cancellationToken)
    {
        var (kinds, hashes, count) = Distinct(fingerprints);
        cancellationToken.ThrowIfCancellationRequested();
        var sets = new DisjointSets(count);
        if (maxDistance > 0 && hashes.Length > 1)
        {
            HashBands.Join(hashes, maxDistance, sets, cancellationToken);
        }

        return Collect(kinds, sets);
    }

    /// <summary>
    /// Equal ones first, so that a hundred thousand of them count as one: each picture's number among the distinct fingerprints, the hashes of those numbers,
    /// and how many there are. Those of one colour come after the hashes.
    /// </summary>
    private static (int[] Kinds, ulong[] Hashes, int Count) Distinct(ReadOnlySpan<Fingerprint> fingerprints)
    {
        var (keys, places, hashed) = Sorted(fingerprints);
        var (kinds, distinct, hashes) = (new int[keys.Length], 0, 0);
        for (var at = 0; at < keys.Length; at++)
        {
            if (at == 0 || at == hashed || keys[at] != keys[distinct - 1])
            {
                keys[distinct++] = keys[at];
                hashes += at < hashed ? 1 : 0;
            }

            kinds[places[at]] = distinct - 1;
        }

        return (kinds, keys[..hashes], distinct);
    }

    /// <summary>Hashes by value, then colours by value, with their places.</summary>
    private static (ulong[] Keys, int[] Places, int Hashed) Sorted(ReadOnlySpan<Fingerprint> fingerprints)
    {
        var (keys, places) = (new ulong[fingerprints.Length], new int[fingerprints.Length]);
        var (hashed, flat) = (0, fingerprints.Length);
        for (var i = 0; i < fingerprints.Length; i++)
        {
            var at = fingerprints[i].IsFlat ? --flat : hashed++;
            (keys[at], places[at]) = (fingerprints[i].Bits, i);
        }

        Array.Sort(keys, places, 0, hashed);
        Array.Sort(keys, places, hashed, keys.Length - hashed);
        return (keys, places, hashed);
    }

    private static NearDuplicates Collect(int[] kinds, DisjointSets sets)
    {
        var sizes = new int[kinds.Length];
        foreach (var kind in kinds)
        {
            sizes[sets.Find(kind)]++;
        }

        var members = new int[sizes.Where(size => size > 1).Sum()];
        var (groups, next, end) = (new List<(int Start, int Count)>(), new int[kinds.Length], 0);
        for (var place = 0; place < kinds.Length; place++)
        {
            var set = sets.Find(kinds[place]);
            if (sizes[set] > 1 && next[set] == 0)
            {
                groups.Add((end, sizes[set]));
                (next[set], end) = (end + 1, end + sizes[set]);
            }

            if (sizes[set] > 1)
            {
                members[next[set]++ - 1] = place;
            }
        }

        // They are in the order of their first pictures, and a stable sort leaves equally large ones so.
        return new NearDuplicates(members, [.. groups.OrderByDescending(group => group.Count)]);
    }
}
