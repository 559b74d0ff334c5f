using System.Reflection;
using Xunit.Sdk;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>What an engine decodes with.</summary>
public enum TestDecoders
{
    /// <summary>As the server: libvips, and ImageMagick for what that does not read.</summary>
    All,

    /// <summary>ImageMagick decodes all that it reads.</summary>
    Magick,
}

/// <summary>Runs a theory with the decoders of the server: once for each value, or once when there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnAllDecodersAttribute(params object[] values) : OnDecodersAttribute([TestDecoders.All], values);

/// <summary>Runs a theory with ImageMagick alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnMagickAttribute(params object[] values) : OnDecodersAttribute([TestDecoders.Magick], values);

/// <summary>Runs a theory with the decoders of the server, and with ImageMagick alone: what both read.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnBothAttribute(params object[] values) : OnDecodersAttribute(Enum.GetValues<TestDecoders>(), values);

internal abstract class OnDecodersAttribute(TestDecoders[] decoders, object[] values) : DataAttribute
{
    /// <summary>Skips the theory where npm's sharp is not there.</summary>
    public bool ComparesWithSharp
    {
        get => false;
        set => Skip = value ? SharpReference.Missing ?? Skip : Skip;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => values.Length == 0
        ? decoders.Select(decoder => new object[] { decoder })
        : from value in values from decoder in decoders select new[] { decoder, value };
}
