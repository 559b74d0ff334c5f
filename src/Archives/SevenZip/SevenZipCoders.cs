using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives.SevenZip;

/// <summary>One step of packing, with what it needs to know.</summary>
internal sealed record SevenZipCoder(ulong Method, byte[] Properties);

/// <summary>How a block is packed: one coder after the other. Those with several inputs or outputs (BCJ2) are not read.</summary>
/// <param name="Chain">From the packed data to the files; null when it is no chain.</param>
/// <param name="Outputs">Of all coders; each has a length in the directory.</param>
/// <param name="MainOutput">The one that yields the files.</param>
internal sealed record SevenZipCoders(IReadOnlyList<SevenZipCoder>? Chain, bool IsEncrypted, int Outputs, int MainOutput, int PackedStreams)
{
    private const ulong Aes = 0x06F10701;

    public static SevenZipCoders Read(ref ByteCursor fields, int most)
    {
        var coders = new SevenZipCoder[AtLeastOne(fields.Count(most))];
        var (inputs, outputs) = (0, 0);
        for (var i = 0; i < coders.Length; i++)
        {
            coders[i] = ReadCoder(ref fields, most, ref inputs, ref outputs);
        }

        // Which input takes which output.
        var binds = new (int Input, int Output)[outputs - 1];
        for (var i = 0; i < binds.Length; i++)
        {
            binds[i] = (fields.Count(inputs - 1), fields.Count(outputs - 1));
        }

        var packed = inputs - binds.Length;
        for (var i = 0; packed > 1 && i < packed; i++)
        {
            fields.Number();
        }

        var main = Enumerable.Range(0, outputs).FirstOrDefault(output => !binds.Any(bind => bind.Output == output), -1);
        var isChain = inputs == coders.Length && outputs == coders.Length && main >= 0;
        return packed < 1
            ? throw new InvalidDataException("a block has no packed data")
            : new SevenZipCoders(isChain ? Follow(coders, binds, main) : null, coders.Any(coder => coder.Method == Aes), outputs, Math.Max(main, 0), packed);
    }

    private static SevenZipCoder ReadCoder(ref ByteCursor fields, int most, ref int inputs, ref int outputs)
    {
        const int MethodLength = 0x0F, IsComplex = 0x10, HasProperties = 0x20;
        var flags = fields.Byte();
        var method = 0UL;
        foreach (var part in fields.Take(Math.Min(flags & MethodLength, sizeof(ulong))))
        {
            method = (method << 8) | part;
        }

        inputs += (flags & IsComplex) != 0 ? AtLeastOne(fields.Count(most)) : 1;
        outputs += (flags & IsComplex) != 0 ? AtLeastOne(fields.Count(most)) : 1;
        return new SevenZipCoder(method, (flags & HasProperties) != 0 ? fields.Take(fields.Count(fields.Remaining)).ToArray() : []);
    }

    /// <summary>From the coder that yields the files back to the one that reads the file. Null when they form no chain.</summary>
    private static List<SevenZipCoder>? Follow(SevenZipCoder[] coders, (int Input, int Output)[] binds, int main)
    {
        var chain = new List<SevenZipCoder> { coders[main] };
        for (var at = main; Array.FindIndex(binds, bind => bind.Input == at) is >= 0 and var bind; at = binds[bind].Output)
        {
            var before = binds[bind].Output;
            chain.Insert(0, coders[before]);
            if (chain.Count > coders.Length)
            {
                return null;
            }
        }

        return chain.Count == coders.Length ? chain : null;
    }

    private static int AtLeastOne(int count) => count > 0 ? count : throw new InvalidDataException("a block is packed by nothing");
}
