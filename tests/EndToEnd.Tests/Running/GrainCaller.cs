using System.Net;
using MediaPipeline.Contracts.Collections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>A program of this machine that knows the grains' interfaces, and calls them as a client of Orleans does, without a key.</summary>
internal static class GrainCaller
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>What the grain answered.</summary>
    /// <exception cref="OperationCanceledException">No gateway answered in time.</exception>
    public static async Task<AddCollectionResult> AddCollectionAsync(IPEndPoint gateway, string path, string cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client => client
            .UseStaticClustering(gateway)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, cluster)));
        using var client = builder.Build();
        using var limit = new CancellationTokenSource(Patience);
        await client.StartAsync(limit.Token);
        return await client.Services.GetRequiredService<IGrainFactory>().GetGrain<ICollectionRegisterGrain>(0).Add(new AddCollectionRequest(path));
    }
}
