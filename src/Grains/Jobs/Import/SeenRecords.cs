using System.Globalization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Media;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>The records of a file so far: identical ones are one, of different ones with the same id the later are titles of their own that say so.</summary>
internal sealed class SeenRecords
{
    // Some 40 bytes a record.
    private readonly Dictionary<UInt128, ulong> _signatures = [];

    /// <summary>The record, or what it is beside an earlier one with its id; null when that says the same.</summary>
    public OfferedFacts? Admit(OfferedFacts offer)
    {
        var (id, signature) = (Number<UInt128>(offer.OwnId.Value[MediaId.Prefix.Length..]), Number<ulong>(offer.Signature[..16]));
        return _signatures.TryAdd(id, signature) ? offer
            : _signatures[id] == signature ? null
            : Admit(offer.AsDuplicate());
    }

    public void Forget() => _signatures.Clear();

    private static T Number<T>(string digits)
        where T : System.Numerics.INumber<T> => T.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
