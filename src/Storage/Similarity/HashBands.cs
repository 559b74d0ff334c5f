using System.Numerics;

namespace MediaPipeline.Storage.Similarity;

/// <summary>
/// Joins all hashes at most d bits apart without comparing all pairs. Cut into d + 2 bands, two such hashes agree in at least two of them, so that only hashes
/// that share two bands are compared; two bands are far more selective than the single one that d + 1 bands would guarantee (multi-index hashing: Norouzi,
/// Punjani, Fleet 2012).
/// </summary>
internal sealed class HashBands(int maxDistance, DisjointSets sets, CancellationToken cancellationToken)
{
    // Below this all pairs are quicker than another round of buckets; the depth bounds the rounds where hashes lie close together.
    private const int FewHashes = 1024, MaxDepth = 3;
    private const int MostBucketBits = 20;

    /// <param name="hashes">Each once; the sets are over their indexes.</param>
    /// <param name="maxDistance">In bits, from 1.</param>
    public static void Join(ulong[] hashes, int maxDistance, DisjointSets sets, CancellationToken cancellationToken)
    {
        var all = new int[hashes.Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = i;
        }

        new HashBands(maxDistance, sets, cancellationToken).Join(all, [.. hashes], depth: 0);
    }

    private void Join(Span<int> members, Span<ulong> values, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (members.Length <= FewHashes || depth == MaxDepth)
        {
            JoinPairs(members, values);
            return;
        }

        var bands = Cut(values);
        for (var one = 0; one < bands.Length; one++)
        {
            for (var other = one + 1; other < bands.Length && !AreOneSet(members); other++)
            {
                JoinBuckets(members, values, bands[one] | bands[other], depth);
            }
        }
    }

    // Where hashes lie close together the first rounds join them all.
    private bool AreOneSet(ReadOnlySpan<int> members)
    {
        var set = sets.Find(members[0]);
        foreach (var member in members)
        {
            if (sets.Find(member) != set)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Bands of the bits in which these hashes differ at all, as masks of nearly equal width.</summary>
    private ulong[] Cut(ReadOnlySpan<ulong> values)
    {
        var varying = 0UL;
        foreach (var value in values)
        {
            varying |= value ^ values[0];
        }

        var bands = new ulong[maxDistance + 2];
        var width = BitOperations.PopCount(varying);
        for (var bit = 0; bit < width; bit++, varying &= varying - 1)
        {
            bands[bit * bands.Length / width] |= varying & (~varying + 1);
        }

        return bands;
    }

    /// <summary>Joins on its own each bucket of hashes of which the mask shows the same.</summary>
    private void JoinBuckets(ReadOnlySpan<int> members, ReadOnlySpan<ulong> values, ulong mask, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (sortedMembers, sortedValues) = (new int[members.Length], new ulong[members.Length]);
        var ends = Sort(members, values, mask, sortedMembers, sortedValues);
        for (int bucket = 0, start = 0; bucket < ends.Length - 1; start = ends[bucket++])
        {
            var length = ends[bucket] - start;
            if (length > 1)
            {
                Join(sortedMembers.AsSpan(start, length), sortedValues.AsSpan(start, length), depth + 1);
            }
        }
    }

    /// <summary>Counting sort; returns where each bucket ends.</summary>
    private static int[] Sort(ReadOnlySpan<int> members, ReadOnlySpan<ulong> values, ulong mask, int[] sortedMembers, ulong[] sortedValues)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)members.Length), 8, MostBucketBits);
        var ends = new int[(1 << bits) + 1];
        foreach (var value in values)
        {
            ends[Bucket(value & mask, bits) + 1]++;
        }

        for (var bucket = 1; bucket < ends.Length; bucket++)
        {
            ends[bucket] += ends[bucket - 1];
        }

        for (var i = 0; i < members.Length; i++)
        {
            var at = ends[Bucket(values[i] & mask, bits)]++;
            (sortedMembers[at], sortedValues[at]) = (members[i], values[i]);
        }

        return ends;
    }

    /// <summary>Takes a hash, collects everything connected to it, and continues with the rest; so joined hashes are never compared again.</summary>
    private void JoinPairs(Span<int> members, Span<ulong> values)
    {
        for (var start = 0; start < members.Length;)
        {
            var gathered = start + 1;
            for (var at = start; at < gathered; at++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var next = gathered; next < members.Length; next++)
                {
                    if (BitOperations.PopCount(values[at] ^ values[next]) <= maxDistance)
                    {
                        sets.Union(members[at], members[next]);
                        (members[gathered], members[next]) = (members[next], members[gathered]);
                        (values[gathered], values[next]) = (values[next], values[gathered]);
                        gathered++;
                    }
                }
            }

            start = gathered;
        }
    }

    // Fibonacci hashing: the high bits of the product depend on every bit of the key.
    private static int Bucket(ulong key, int bits) => (int)((key * 0x9E3779B97F4A7C15UL) >> (64 - bits));
}
