using MediaPipeline.LocalSilo;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Benchmarks.Calls.Hosts;

internal static class RuntimeUnderTest
{
    public const string Name = "LocalSilo";

    public static IHost Build(bool copyMessages)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMemoryGrainStorage();
        builder.Services.AddLocalSilo(options =>
        {
            options.GrainAssemblies.Add(typeof(PingGrain).Assembly);
            options.CopyMessages = copyMessages;
        });
        return builder.Build();
    }
}
